import { accessBreaks } from "./access";
import { type Break, together } from "./break";
import { connectorBreaks } from "./connector";
import { deployBreaks } from "./deploy";
import { domainBreaks } from "./domains";
import { firewallBreaks } from "./firewall";
import { logBreaks } from "./logs";
import { AUTH_NAME, BACKEND_NAME } from "./names";
import { networkBreaks } from "./network";
import { redisBreaks } from "./redis";
import { releaseBreaks } from "./releases";
import { variableBreaks } from "./variables";

export const SINGLE: readonly Break[] = [
  ...connectorBreaks,
  ...firewallBreaks,
  ...networkBreaks,
  ...redisBreaks,
  ...variableBreaks,
  ...accessBreaks,
  ...releaseBreaks,
  ...deployBreaks,
  ...domainBreaks,
  ...logBreaks,
];

/** Two at once: what repairs one leaves the other. */
const PAIRS: readonly [string, string, Readonly<Record<string, readonly string[]>>?][] = [
  ["redis replaced", "deny rule"],
  ["connector on default", "account disabled"],
  ["connector detached", "grant removed"],
  ["opening deleted", "localhost in REDIS_HOST"],
  ["opening deleted", "deny rule"],
  ["redis repairing", "lock left behind"],
  ["secret version disabled", "port of a test"],
  ["peering deleted", "revision failed"],
  ["lock left behind", "revision failed"],
  ["REDIS_HOST missing", "account disabled"],
  // What the other service wrote is of a revision that no longer serves.
  ["AUTH rotated", "connector detached", { REDIS_REFUSED: [AUTH_NAME] }],
  ["AUTH rotated", "variable changed", { REDIS_REFUSED: [BACKEND_NAME] }],
  // A service that is not there is hit by nothing else.
  ["deny rule", "service deleted", { FIREWALL_RULE: [AUTH_NAME] }],
  ["service deleted", "port of a test"],
  ["domain elsewhere", "redis replaced"],
  ["state not saved", "variable changed"],
  ["traffic on an old address", "grant removed"],
];

export const DOUBLE: readonly Break[] = PAIRS.map(([one, other, hits]) => together(named(one), named(other), hits));

export const BREAKS: readonly Break[] = [...SINGLE, ...DOUBLE];

export function named(id: string): Break {
  const found = SINGLE.find((one) => one.id === id);
  if (!found) throw new Error(`there is no break ${JSON.stringify(id)}`);
  return found;
}
