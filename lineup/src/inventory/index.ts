import { setTimeout } from "node:timers/promises";
import { UnusableInput } from "../inputs/model";
import { assembled } from "./assemble";
import { authenticated } from "./credentials";
import { endpoints } from "./endpoints";
import { caches } from "./kinds/caches";
import { firewalls } from "./kinds/firewalls";
import { networks, routing } from "./kinds/networks";
import { run } from "./kinds/run";
import { servicesAccess } from "./kinds/services-access";
import type { ApiResult, ApiSource, NetworkNames } from "./kinds/source";
import { type Inventory, textAt } from "./model";
import { numberOf, refuseNoAccount, refuseNoProject } from "./project";
import { type Get, Reader } from "./reader";
import { ApiDisabled, ApiFailure } from "./refusal";

export type { Inventory } from "./model";

/** Everything that is asked for; the networks come first, because some of the others are asked about each of them. */
export const SOURCES: readonly ApiSource[] = [networks, ...routing, ...firewalls, ...servicesAccess, ...caches, ...run];

export interface LiveRequest {
  project: string;
  impersonate?: string | undefined;
}

/** What stands between this and the world. */
export interface LiveAccess {
  get?: Get;
  env?: NodeJS.ProcessEnv;
  wait?: (milliseconds: number) => Promise<unknown>;
}

/** Reads a live project: what is there, and what could not be told. Nothing is changed, only GET is ever sent. */
export async function readLive(wanted: LiveRequest, surroundings: LiveAccess = {}): Promise<Inventory> {
  const { env = process.env, wait = setTimeout } = surroundings;
  refuseNoProject(wanted.project);
  if (wanted.impersonate !== undefined) refuseNoAccount(wanted.impersonate);
  const endpoint = endpoints(env);
  const get = surroundings.get ?? (await authenticated(wanted.impersonate, env));
  const readerOf = (number: string | undefined) => new Reader(get, endpoint, wait, { id: wanted.project, number });
  const reader = readerOf(await numberOf(readerOf(undefined)));

  const first = await settled(networks, reader, () => []);
  const rest = SOURCES.filter((source) => source !== networks);
  const others = await Promise.all(rest.map((source) => settled(source, reader, () => namesIn(first))));
  const ends = [first, ...others];
  refuseNothing(wanted.project, ends);
  return assembled({
    project: reader.project,
    live: ends.flatMap(({ found }) => found?.live ?? []),
    unread: ends.flatMap(({ source, found, unread }) => [
      ...(unread === undefined ? [] : [{ what: source.what, why: unread, types: [...source.types] }]),
      ...(found?.unread ?? []),
    ]),
    disabled: ends.flatMap(({ source, disabled }) =>
      disabled === undefined ? [] : [{ what: source.what, why: disabled }],
    ),
    readAt: new Date().toISOString(),
  });
}

interface SourceOutcome {
  source: ApiSource;
  found?: ApiResult;
  unread?: string;
  disabled?: string;
}

async function settled(source: ApiSource, reader: Reader, names: NetworkNames): Promise<SourceOutcome> {
  try {
    return { source, found: await source.read(reader, names) };
  } catch (error) {
    if (error instanceof ApiDisabled) return { source, disabled: error.message };
    if (error instanceof ApiFailure) return { source, unread: error.message };
    throw error;
  }
}

function namesIn({ found, disabled }: SourceOutcome): string[] {
  if (!found && disabled === undefined) throw new ApiFailure("the networks that it is asked about could not be listed");
  const networks = (found?.live ?? []).filter(({ type }) => type === "google_compute_network");
  return networks.flatMap(({ values }) => textAt(values, "name") ?? []);
}

/** An empty project is one of which something could be read. */
function refuseNothing(project: string, ends: readonly SourceOutcome[]): void {
  if (ends.some(({ found }) => found)) return;
  const [why] = ends.flatMap(({ source, unread }) => (unread === undefined ? [] : [`${source.what}: ${unread}`]));
  throw new UnusableInput(
    why === undefined
      ? `every API that could be read is switched off in the project ${project}`
      : `nothing of the project ${project} could be read: it does not exist, or these credentials may not see it (${why})`,
  );
}
