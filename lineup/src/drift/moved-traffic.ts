import type { ChangedPlan } from "../changes/read";
import type { Comparison } from "../compare/comparison";
import { areAlike } from "../compare/differences";
import { keepingWords, sharesInWords } from "../rules/shared/traffic";
import { pinnedSharesOf } from "../topology/service-parts";
import { field } from "../values";
import type { DriftDifference } from "./drift-difference";

// Requests that somebody has moved to a revision by its name.

/** Who serves now; undefined where the difference is about something else, or where the newest revision serves. */
export function movedInWords(found: DriftDifference, comparison: Comparison): string | undefined {
  const moved = movedIn(found, comparison);
  return (
    moved &&
    `${sharesInWords(moved.shares)} now: somebody moved them outside Terraform, and no plan shows what that revision holds`
  );
}

/** The next deploy goes forward again, which nobody may want; what the configuration says already needs nothing. */
export function repairOfMoved(found: DriftDifference, plan: ChangedPlan, comparison: Comparison): string | undefined {
  const moved = movedIn(found, comparison);
  if (!moved) return undefined;
  const planned = plan.changes.find(({ address, deposed }) => address === found.address && !deposed);
  const stays = planned === undefined || areAlike(field(planned.after, TRAFFIC), field(found.after, TRAFFIC));
  if (stays) return "Terraform leaves them there: the configuration says the same, or nothing";
  return `the next deploy takes this away; ${keepingWords(moved.service, moved.shares, comparison)}`;
}

const TRAFFIC = "traffic";

function movedIn({ address, difference }: DriftDifference, { before, after }: Comparison) {
  if (difference?.attribute.split(/[.[]/)[0] !== TRAFFIC) return undefined;
  const [was, service] = [before.services.get(address), after.services.get(address)];
  const shares = service && pinnedSharesOf(service.resource);
  if (!service || !shares || shares.length === 0) return undefined;
  const same = areAlike(was && (pinnedSharesOf(was.resource) as never), shares as never);
  return same ? undefined : { service, shares };
}
