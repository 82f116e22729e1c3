import type { Description } from "../define";
import { addressMismatch } from "./address-mismatch";
import { cloudRunRevisionNotReady } from "./cloud-run-revision-not-ready";
import { firewallRule } from "./firewall-rule";
import { googleManagedServiceNoPeering } from "./google-managed-service-no-peering";
import { noRoute } from "./no-route";
import { privateTrafficToInternet } from "./private-traffic-to-internet";
import { rangeOverlap } from "./range-overlap";
import { redisInstanceConnectingFromPupiAddress } from "./redis-instance-connecting-from-pupi-address";
import { redisInstanceNotRunning } from "./redis-instance-not-running";
import { redisInstanceUnsupportedPort } from "./redis-instance-unsupported-port";
import { redisInstanceUnsupportedProtocol } from "./redis-instance-unsupported-protocol";
import { regionMismatch } from "./region-mismatch";
import { unevaluatedPolicy } from "./unevaluated-policy";
import { unresolvedReference } from "./unresolved-reference";
import { vpcConnectorNotRunning } from "./vpc-connector-not-running";
import { vpcConnectorNotSet } from "./vpc-connector-not-set";
import { vpcConnectorServerlessTrafficBlocked } from "./vpc-connector-serverless-traffic-blocked";

/**
 * Every cause that a path can have: Google's codes where Google has one, lineup's own where it has none. A code that is
 * not in this list does not compile.
 */
export const CAUSES = [
  vpcConnectorNotSet,
  vpcConnectorNotRunning,
  vpcConnectorServerlessTrafficBlocked,
  cloudRunRevisionNotReady,
  firewallRule,
  noRoute,
  privateTrafficToInternet,
  googleManagedServiceNoPeering,
  redisInstanceNotRunning,
  redisInstanceUnsupportedPort,
  redisInstanceUnsupportedProtocol,
  redisInstanceConnectingFromPupiAddress,
  regionMismatch,
  addressMismatch,
  rangeOverlap,
  unresolvedReference,
  unevaluatedPolicy,
] as const;

export type Code = (typeof CAUSES)[number]["id"];

/** What SARIF shows of a code: what it means and what to do. Undefined for the code of a rule. */
export function describeCause(code: string): Description | undefined {
  const cause = CAUSES.find(({ id }) => id === code);
  return cause && { title: cause.title, help: `${cause.help} ${cause.remedy}` };
}
