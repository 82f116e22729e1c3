import { type Pin, pinStateOf } from "../../../../facts/pins";
import { printed } from "../../../../facts/printable";
import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { expectedOfService } from "../../expected";
import { rollbackCommand } from "../../expected/pins";
import { plain } from "../../text/plain";
import type { Service } from "../../topology/model";
import { pinnedSharesOf, type Share } from "../../topology/service-parts";
import { newestRevisions } from "../../topology/traffic";
import { known } from "../../values";
import { changingService, named } from "./losses";

// What a plan does to who takes the requests of a service.

export interface TrafficChange {
  was: Service;
  is: Service;
  /** Parts that go to revisions by name and no longer do, and those that begin to. */
  left: readonly Share[];
  begun: readonly Share[];
}

/** Undefined where no part of the requests is held on a revision, or which one is not known. */
export function trafficChange(change: Change, comparison: Comparison): TrafficChange | undefined {
  const kept = changingService(change, comparison);
  if (!kept) return undefined;
  const [was, is] = [pinnedSharesOf(kept.was.resource), pinnedSharesOf(kept.is.resource)];
  if (!was || !is) return undefined;
  const beyond = (all: readonly Share[], others: readonly Share[]) =>
    all.filter((one) => !others.some((it) => it.revision === one.revision && it.percent === one.percent));
  return { ...kept, left: beyond(was, is), begun: beyond(is, was) };
}

/**
 * Whether people keep all requests from what the service is now: none of its newest revisions takes a part. Where a
 * newer one has a part already, a release goes on in steps.
 */
export function isRolledBack({ was }: Pick<TrafficChange, "was">): boolean {
  const shares = pinnedSharesOf(was.resource) ?? [];
  const newest = newestRevisions(was.resource);
  return percentOf(shares) === 100 && shares.every(({ revision }) => !newest.includes(revision));
}

/** "100 % of its requests go to orders-00041-abc" */
export function sharesInWords(shares: readonly Share[], go = "go to"): string {
  return `${percentOf(shares)} % of its requests ${go} ${named(shares.map(({ revision }) => revision))}`;
}

/** What the environment's own file says of its traffic. */
export function pinOf(service: Service, { said }: Comparison): { pin: Pin; hasEnded: boolean } | undefined {
  const pin = expectedOfService(said?.expected, known(service.name))?.traffic;
  return pin && said ? { pin, hasEnded: pinStateOf(pin, said.today) === "has ended" } : undefined;
}

/** How requests are kept where they are: as a sentence of the environment, or in the words of Terraform. */
export function keepingWords(service: Service, shares: readonly Share[], { said }: Comparison): string {
  const [first] = shares;
  const name = known(service.name);
  const revision = plain(printed(first?.revision ?? "") || "REVISION");
  if (said && name !== undefined && shares.length === 1) {
    return `to keep it, write it as a sentence: ${rollbackCommand(said.expected.environment, plain(printed(name)), revision)}`;
  }
  return `to keep it, write it into the configuration: traffic with type TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION, revision ${revision} and percent ${first?.percent ?? 100}`;
}

/** What says whether a revision that no plan shows reaches its Redis. */
export function judgingWords(service: Service, { said }: Comparison): string {
  const name = known(service.name);
  if (!said || name === undefined)
    return "an inventory says what that revision holds: lineup inventory, then lineup verify";
  const command = `npm run rollback -- ${plain(said.expected.environment)} --service ${plain(printed(name))}`;
  return `whether it reaches its Redis: ${command} lists each revision with its verdict`;
}

function percentOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { percent }) => sum + percent, 0);
}
