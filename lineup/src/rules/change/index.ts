import { apiDisabled } from "./api-disabled";
import { authSecretDeleted } from "./auth-secret-deleted";
import { connectorDeleted } from "./connector-deleted";
import { connectorInterrupted } from "./connector-interrupted";
import { connectorReplaced } from "./connector-replaced";
import { denyNarrowed } from "./deny-narrowed";
import { egressWidened } from "./egress-widened";
import { firewallAllowsMore } from "./firewall-allows-more";
import { firewallDeniesMore } from "./firewall-denies-more";
import { firewallNetworkChanged } from "./firewall-network-changed";
import { firewallRuleReplaced } from "./firewall-rule-replaced";
import { ingressWidened } from "./ingress-widened";
import { networkDeleted } from "./network-deleted";
import { networkReplaced } from "./network-replaced";
import { openedToInternet } from "./opened-to-internet";
import { redisAuthDisabled } from "./redis-auth-disabled";
import { redisAuthEnabled } from "./redis-auth-enabled";
import { redisAuthRotated } from "./redis-auth-rotated";
import { redisDeleted } from "./redis-deleted";
import { redisDowngraded } from "./redis-downgraded";
import { redisMaintained } from "./redis-maintained";
import { redisReplaced } from "./redis-replaced";
import { redisResized } from "./redis-resized";
import { redisTlsChanged } from "./redis-tls-changed";
import { redisUpgraded } from "./redis-upgraded";
import { reservedRangeDeleted } from "./reserved-range-deleted";
import { reservedRangeReplaced } from "./reserved-range-replaced";
import { reservedRangesDropped } from "./reserved-ranges-dropped";
import { resourceForgotten } from "./resource-forgotten";
import { senderWidened } from "./sender-widened";
import { serviceDeleted } from "./service-deleted";
import { serviceReplaced } from "./service-replaced";
import { servicesConnectionDeleted } from "./services-connection-deleted";
import { servicesConnectionReplaced } from "./services-connection-replaced";
import { subnetworkDeleted } from "./subnetwork-deleted";
import { subnetworkReplaced } from "./subnetwork-replaced";

// Every change rule, in the order of their files.
export const changeRules = [
  apiDisabled,
  authSecretDeleted,
  connectorDeleted,
  connectorInterrupted,
  connectorReplaced,
  denyNarrowed,
  egressWidened,
  firewallAllowsMore,
  firewallDeniesMore,
  firewallNetworkChanged,
  firewallRuleReplaced,
  ingressWidened,
  networkDeleted,
  networkReplaced,
  openedToInternet,
  redisAuthDisabled,
  redisAuthEnabled,
  redisAuthRotated,
  redisDeleted,
  redisDowngraded,
  redisMaintained,
  redisReplaced,
  redisResized,
  redisTlsChanged,
  redisUpgraded,
  reservedRangesDropped,
  reservedRangeDeleted,
  reservedRangeReplaced,
  resourceForgotten,
  senderWidened,
  servicesConnectionDeleted,
  servicesConnectionReplaced,
  serviceDeleted,
  serviceReplaced,
  subnetworkDeleted,
  subnetworkReplaced,
] as const;
