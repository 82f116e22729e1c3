import type { Applied } from "../../../corpus/recorder/recording-index";
import type { ReviewCase } from "../../../corpus/review/label";

// What a label says must be what the cloud saw when the plan was applied to it.

/** Requests by which the cloud notices that a risk has come true. */
const TRACES: Record<string, RegExp> = {
  REDIS_REPLACED: /^DELETE redis\//,
  REDIS_DELETED: /^DELETE redis\//,
  TARGET_REPLACED: /^DELETE (redis\/.*\/clusters|memorystore)\//,
  TARGET_DELETED: /^DELETE (redis\/.*\/clusters|memorystore)\//,
  REDIS_DOWNGRADED: /^POST redis\/.*:upgrade$/,
  REDIS_UPGRADED: /^POST redis\/.*:upgrade$/,
  REDIS_RESIZED: /^PATCH redis\//,
  REDIS_MAINTAINED: /^PATCH redis\//,
  REDIS_AUTH_ENABLED: /^PATCH redis\//,
  REDIS_AUTH_DISABLED: /^PATCH redis\//,
  REDIS_AUTH_ROTATED: /secrets\/.*:addVersion$/,
  AUTH_SECRET_DELETED: /versions\/1:destroy$/,
  CONNECTOR_REPLACED: /^DELETE vpcaccess\//,
  CONNECTOR_DELETED: /^DELETE vpcaccess\//,
  CONNECTOR_INTERRUPTED: /^PATCH vpcaccess\//,
  SERVICE_REPLACED: /^DELETE run\//,
  SERVICE_DELETED: /^DELETE run\//,
  EGRESS_WIDENED: /^PATCH run\//,
  SENDER_WIDENED: /^PATCH run\//,
  // One that is made in the place of another may get the same address, and the service has nothing to learn.
  REDIS_CHANGED: /^PATCH run\/|^POST redis\//,
  NETWORK_REPLACED: /^DELETE compute\/.*\/networks\//,
  NETWORK_DELETED: /^DELETE compute\/.*\/networks\//,
  SUBNETWORK_DELETED: /^DELETE compute\/.*\/subnetworks\//,
  SUBNETWORK_REPLACED: /^DELETE compute\/.*\/subnetworks\//,
  SERVICES_CONNECTION_DELETED: /^POST servicenetworking\/.*\/connections\/servicenetworking/,
  SERVICES_CONNECTION_REPLACED: /^POST servicenetworking\/.*\/connections\/servicenetworking/,
  RESERVED_RANGES_DROPPED: /^PATCH servicenetworking\//,
  RESERVED_RANGE_REPLACED: /^DELETE compute\/.*\/addresses\//,
  RESERVED_RANGE_DELETED: /^DELETE compute\/.*\/addresses\//,
  FIREWALL_NETWORK_CHANGED: /^PATCH compute\/.*\/firewalls\//,
  FIREWALL_RULE_REPLACED: /^DELETE compute\/.*\/firewalls\//,
  FIREWALL_ALLOWS_MORE: / compute\/.*\/firewalls/,
  FIREWALL_DENIES_MORE: / compute\/.*\/firewalls/,
  OPENED_TO_INTERNET: /firewalls\/|:setIamPolicy$|^PATCH run\//,
  INGRESS_WIDENED: /^PATCH run\//,
  DENY_NARROWED: /\/firewallPolicies\/.*\/(patchRule|removeRule)$/,
  API_DISABLED: /:disable$/,
  IAM_WIDENED: /:setIamPolicy$|^PATCH iam\/.*\/roles\//,
  PUBLIC_MEMBER: /:setIamPolicy$/,
  OPENED_TO_EVERYBODY: /:setIamPolicy$|^PUT storage\/.*\/iam$|^PATCH (iam\/.*\/roles|storage)\/|\/acl/,
};

/** What is gone afterwards must be in the label. */
const LOSSES: [RegExp, RegExp][] = [
  [/^DELETE redis\/.*\/instances\//, /^REDIS_(REPLACED|DELETED)$/],
  [/^DELETE (redis\/.*\/clusters|memorystore)\//, /^TARGET_(REPLACED|DELETED)$/],
  [/^DELETE vpcaccess\//, /^CONNECTOR_(REPLACED|DELETED)$/],
  [/^DELETE run\//, /^SERVICE_(REPLACED|DELETED)$/],
  [/^DELETE compute\/.*\/networks\//, /^NETWORK_(REPLACED|DELETED)$/],
];

export function contradictions({ label }: ReviewCase, { exit, calls, refused }: Applied): string[] {
  const asked = [...calls, ...refused];
  const stopped = exit !== 0;
  // Of a rule that acts on no path it is said that the API refuses it, and that is not a danger.
  const isRefused = label.codes.includes("FIREWALL_NETWORK_CHANGED");
  const unseen = label.codes.filter((code) => {
    const trace = TRACES[code];
    return !stopped && trace !== undefined && !asked.some((call) => trace.test(call));
  });
  const unsaid = LOSSES.filter(
    ([loss, code]) => calls.some((call) => loss.test(call)) && !label.codes.some((said) => code.test(said)),
  );
  return [
    ...unseen.map((code) => `${code} left no trace`),
    ...unsaid.map(([loss]) => `nothing in the label says ${loss.source}`),
    ...(label.verdict === "safe" && stopped && !isRefused ? ["it is safe, and the apply failed"] : []),
  ];
}
