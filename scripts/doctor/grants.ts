import { isBlock, own } from "../../lineup/src/inputs/blocks";
import { type Fields, isFields } from "../../lineup/src/values";
import { blockOf, mustSay, type Written } from "../cloud/written";
import { listIn, Misshapen } from "./check";

/** A role that somebody has, under a condition or none. */
export interface Grant {
  role: string;
  member: string;
  condition: string | undefined;
}

/** Everybody, or everybody who has an account of Google's. */
export const isPublic = (member: string) => /^all(Authenticated)?Users$/.test(member);

/** The grants of a stack's `…_iam_member`. */
export function writtenGrants(written: readonly Written[]): Grant[] {
  return written.map((of) => ({
    role: mustSay(of, "role"),
    member: mustSay(of, "member"),
    condition: conditionOf(blockOf(of, "condition")),
  }));
}

/** The grants of a policy. */
export function liveGrants(policy: object): Grant[] {
  const bindings = own(policy, "bindings") === undefined ? [] : listIn(policy, "bindings");
  // An empty policy has an etag, or nothing; another object is none.
  if (Object.keys(policy).some((key) => !POLICY.has(key))) throw new Misshapen("the answer is not a policy");
  return bindings.flatMap((binding) => {
    const [role, members, condition] = [own(binding, "role"), own(binding, "members"), own(binding, "condition")];
    const isWhole =
      typeof role === "string" && Array.isArray(members) && members.every((one) => typeof one === "string");
    if (!isWhole) throw new Misshapen("the answer has a binding without a role, or without members");
    if (condition !== undefined && !isBlock(condition))
      throw new Misshapen("the answer has a condition of another form");
    return (members as string[]).map((member) => ({ role, member, condition: conditionOf(condition) }));
  });
}

const POLICY = new Set(["kind", "resourceId", "version", "etag", "bindings", "auditConfigs", "rules", "iamOwned"]);

function conditionOf(condition: Fields | object | undefined): string | undefined {
  if (condition === undefined) return undefined;
  const expression = isFields(condition) ? condition.expression : undefined;
  if (typeof expression !== "string") throw new Misshapen("a condition without an expression");
  return expression;
}

const same = (one: Grant) => (other: Grant) =>
  one.role === other.role && one.member === other.member && one.condition === other.condition;

export interface Compared {
  missing: Grant[];
  surplus: Grant[];
}

/** `concerns`: whose grants are compared; what others have there is not this project's business. */
export function compared(
  wanted: readonly Grant[],
  live: readonly Grant[],
  concerns: (grant: Grant) => boolean,
): Compared {
  return {
    missing: wanted.filter((one) => !live.some(same(one))),
    surplus: live.filter((one) => concerns(one) && !wanted.some(same(one))),
  };
}

export function shownGrant({ role, member, condition }: Grant): string {
  return `${member} has ${role}${condition === undefined ? "" : " under a condition"}`;
}

/** Where a grant is taken away: `--condition` has to be said, and all conditions go at once. */
export const takeAway = (command: string, { role, member, condition }: Grant) =>
  `${command} --member '${member}' --role ${role}${condition === undefined ? " --condition None" : " --all"}`;
