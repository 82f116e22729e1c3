import type { Change } from "../changes/change";
import { compareAttribute } from "../compare/change-values";
import type { Comparison } from "../compare/comparison";
import { areAlike } from "../compare/differences";
import type { PathPair } from "../compare/path-pairs";
import { Trail } from "../reachability/path";
import { plain } from "../text/plain";
import { field } from "../values";

/**
 * The revision of a pin stays what it is, and holds what was right when it was made. Its template stands for it only as
 * long as the plan changes nothing of which a revision has a copy: the address of Redis, how it lets clients in, the way
 * into the network. Then it is unknown, and never reachable because the template follows.
 */
export function whereStillPinned(pair: PathPair, comparison: Comparison): PathPair {
  const { from, to, before, after } = pair;
  const pinned = comparison.after.services.get(from)?.pinned;
  if (!pinned || after?.verdict !== "reachable") return pair;
  const why = whyOpen(pair, comparison);
  if (why === undefined) return pair;
  const trail = new Trail(from, to);
  const message = `its requests stay on ${plain(pinned.revision)}, and ${why}`;
  const fix =
    "ask npm run rollback, which judges each revision against the Redis of today, or end the pin with this plan";
  trail.unknown("UNRESOLVED_REFERENCE", { address: from, attribute: "traffic" }, message, fix);
  return { ...pair, after: trail.end(after.port ?? before?.port ?? null) };
}

function whyOpen({ from, to, before }: PathPair, comparison: Comparison): string | undefined {
  if (before?.verdict !== "reachable" || comparison.services({ address: from } as Change).was?.pinned === undefined)
    return "this plan begins to keep them there: what that revision holds is not in it";
  const target = to === null ? undefined : comparison.changeOf(to);
  if (target && HOW_IT_ANSWERS.some((name) => compareAttribute(target, name) !== "same"))
    return `this plan changes how ${plain(to ?? "")} answers: that revision holds what was right before`;
  const replaced = comparison.replacedUnder(from);
  if (replaced !== undefined) return `this plan takes ${plain(replaced)} away or replaces it, which that revision uses`;
  const own = comparison.changeOf(from);
  const entrance = (values: Change["before"]) => {
    const template = field(values, "template");
    const block = Array.isArray(template) ? template[0] : template;
    return field(block, "vpc_access");
  };
  return own && own.action !== "no-op" && !areAlike(entrance(own.before), entrance(own.after))
    ? "this plan changes the way into the network for newer ones only"
    : undefined;
}

/** Of a Redis, and of the other kinds of targets. */
const HOW_IT_ANSWERS = [
  "host",
  "port",
  "auth_enabled",
  "transit_encryption_mode",
  "authorization_mode",
  "private_ip_address",
];
