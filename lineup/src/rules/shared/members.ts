import { typeAt, Unresolved, type Value } from "../../values";

/**
 * Whether a member that is not known yet may turn out to be allUsers. What the provider says of an account or another
 * resource of Google's is never that; what a program, a script or somebody's own list comes to may be.
 */
export function mayBeEverybody(member: Value): boolean {
  if (!(member instanceof Unresolved)) return false;
  const [first] = member.parts ?? [];
  if (typeof first === "string" && /^[a-zA-Z]+:/.test(first)) return false;
  const { references } = member;
  return (
    references.length === 0 ||
    !references.every(
      ({ address, attribute }) => typeAt(address).startsWith("google_") && OF_IDENTITIES.test(attribute),
    )
  );
}

/** What identifies somebody, or is a part of it. A text that somebody has written is none of these. */
const OF_IDENTITIES = /^$|(^|[._])(member|email|email_address|identity|service_account|principal|name|id|number)$/;
