import { base, EGRESS_RULE, ref, TAG, VPC } from "../verify/base";
import { add, allow, deny, opening, otherNetwork, remove, set } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import { closed, direct } from "./roots";

const cut = { "api>cache": ["reachable", "blocked"] } as const;
const bothCut = { ...cut, "worker>cache": ["reachable", "blocked"] } as const;
const redis = [{ protocol: "tcp", ports: ["6379"] }];

export const firewallCases: ReviewCase[] = [
  {
    id: "opening-removed",
    title: "the firewall rule that allows the connector to reach Redis is destroyed",
    before: closed,
    change: (root) => remove(root, EGRESS_RULE),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "opening-disabled",
    title: "the firewall rule that allows the connector to reach Redis is disabled",
    before: closed,
    change: (root) => opening(root, { disabled: true }),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "opening-below-the-wall",
    title: "the priority of the allow rule moves behind the deny rule",
    before: closed,
    change: (root) => opening(root, { priority: 65100 }),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "opening-renumbered",
    title: "the priority of the allow rule changes and stays before the deny rule",
    before: closed,
    change: (root) => opening(root, { priority: 800 }),
    label: SAFE,
  },
  {
    id: "opening-for-another-tag",
    title: "the target tag of the allow rule becomes that of another connector",
    before: closed,
    change: (root) => opening(root, { target_tags: [`${TAG}-2`] }),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "opening-widened",
    title: "the allow rule is widened to every private address",
    before: closed,
    change: (root) => opening(root, { destination_ranges: ["10.0.0.0/8"] }),
    label: cautious("FIREWALL_ALLOWS_MORE"),
  },
  {
    id: "opening-narrowed-around-redis",
    title: "the allow rule is narrowed to the half that contains Redis",
    before: closed,
    change: (root) => opening(root, { destination_ranges: ["10.166.0.0/17"] }),
    label: cautious("FIREWALL_DENIES_MORE"),
  },
  {
    id: "opening-renamed",
    title: "the allow rule is renamed: destroyed, then created",
    before: closed,
    change: (root) => opening(root, { name: "allow-redis" }),
    label: cautious("FIREWALL_RULE_REPLACED"),
  },
  {
    id: "deny-added",
    title: "a deny rule for Redis is created with a higher precedence",
    before: base,
    change: (root) => deny(root),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: cut },
  },
  {
    id: "deny-that-misses",
    title: "a deny rule is created for a range that does not contain Redis",
    before: base,
    change: (root) => deny(root, { destination_ranges: ["10.99.0.0/16"] }),
    label: cautious("FIREWALL_DENIES_MORE"),
  },
  {
    id: "deny-ingress",
    title: "an ingress deny rule is created, which does not apply to the path",
    before: base,
    change: (root) =>
      add(root, "google_compute_firewall.in", {
        name: "deny-in",
        network: ref(`${VPC}.id`),
        direction: "INGRESS",
        priority: 10,
        deny: [{ protocol: "all" }],
        source_ranges: ["0.0.0.0/0"],
      }),
    label: SAFE,
  },
  {
    id: "deny-for-others",
    title: "a deny rule is created for instances with another tag",
    before: base,
    change: (root) =>
      deny(root, { target_tags: ["batch"], destination_ranges: ["0.0.0.0/0"], deny: [{ protocol: "all" }] }),
    label: SAFE,
  },
  {
    id: "deny-on-other-network",
    title: "a deny rule is created on a network that no path uses",
    before: base,
    change: (root) => deny(root, { network: otherNetwork(root), target_tags: undefined }),
    label: SAFE,
  },
  {
    id: "deny-at-googles-number",
    title: "a deny rule for all egress at priority 100 also blocks the traffic that the connector itself needs",
    before: closed,
    change: (root) => {
      deny(root, { priority: 100, deny: [{ protocol: "all" }], destination_ranges: ["0.0.0.0/0"] });
      allow(root, { priority: 90 });
    },
    // The wider deny rule exists before; at priority 100 this one also overrides Google's own allow rules for connectors.
    label: { ...danger(), paths: bothCut },
  },
  {
    id: "wall-removed",
    title: "the rule that denies the connector all other egress is destroyed",
    before: closed,
    change: (root) => remove(root, "google_compute_firewall.closed"),
    label: cautious("FIREWALL_ALLOWS_MORE"),
  },
  {
    id: "rule-for-others-added",
    title: "a firewall rule is created that does not apply to the path",
    before: closed,
    change: (root) =>
      add(root, "google_compute_firewall.batch", {
        name: "allow-batch",
        network: ref(`${VPC}.id`),
        direction: "EGRESS",
        priority: 500,
        allow: redis,
        destination_ranges: ["10.9.0.0/16"],
        target_tags: ["batch"],
      }),
    label: SAFE,
  },
  {
    id: "ssh-from-anywhere",
    title: "SSH is opened to the internet",
    before: closed,
    change: (root) => set(root, "google_compute_firewall.ssh", { source_ranges: ["0.0.0.0/0"] }),
    label: cautious("OPENED_TO_INTERNET"),
  },
  {
    id: "ssh-from-anywhere-ipv6",
    title: "SSH is opened to every IPv6 address",
    before: closed,
    change: (root) => set(root, "google_compute_firewall.ssh", { source_ranges: ["::/0"] }),
    label: cautious("OPENED_TO_INTERNET"),
  },
  {
    id: "rule-to-other-network",
    title: "the network of a firewall rule changes: Terraform plans an update in place, and the API refuses it",
    before: closed,
    change: (root) => opening(root, { network: otherNetwork(root) }),
    label: { ...danger("FIREWALL_NETWORK_CHANGED", "FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "ingress-to-other-network",
    title: "the network of a firewall rule that applies to no path changes: the API refuses it, too",
    before: closed,
    change: (root) => set(root, "google_compute_firewall.ssh", { network: otherNetwork(root) }),
    label: cautious("FIREWALL_NETWORK_CHANGED"),
  },
  {
    id: "rule-described",
    title: "a firewall rule gets a description and logging",
    before: closed,
    change: (root) =>
      opening(root, { description: "for the orders", log_config: { metadata: "INCLUDE_ALL_METADATA" } }),
    label: SAFE,
  },
  {
    id: "direct-opening-removed",
    title: "the allow rule for a service with direct VPC egress is destroyed",
    before: direct,
    change: (root) => remove(root, EGRESS_RULE),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: cut },
  },
  {
    id: "deny-for-service-accounts",
    title: "a deny rule for service accounts is created: whether it applies to a connector is not documented",
    before: base,
    change: (root) =>
      deny(root, { target_tags: undefined, target_service_accounts: ["orders@acme-staging.iam.gserviceaccount.com"] }),
    label: { verdict: "unknown", codes: [], paths: { "api>cache": ["reachable", "unknown"] } },
  },
  {
    id: "deny-somewhere-computed",
    title: "a deny rule is created for a range that Google chooses at apply",
    before: base,
    change: (root) => {
      add(root, "google_compute_global_address.chosen", {
        name: "chosen",
        network: ref(`${VPC}.id`),
        purpose: "VPC_PEERING",
        address_type: "INTERNAL",
        prefix_length: 16,
      });
      deny(root, { destination_ranges: [`${ref("google_compute_global_address.chosen.address")}/16`] });
    },
    label: { verdict: "unknown", codes: [], paths: { "api>cache": ["reachable", "unknown"] } },
  },
  {
    id: "deny-for-part-of-the-connector",
    title: "a deny rule is created for half of the connector's addresses",
    before: base,
    change: (root) => deny(root, { source_ranges: ["10.2.0.0/29"] }),
    label: { verdict: "unknown", codes: [], paths: { "api>cache": ["reachable", "unknown"] } },
  },
  {
    id: "opening-repaired",
    title: "the allow rule was disabled outside Terraform, and the plan enables it again",
    before: closed,
    outOfBand: [
      {
        method: "PATCH",
        path: "compute/v1/projects/acme-staging/global/firewalls/allow-conn-egress-redis",
        body: { disabled: true },
      },
    ],
    label: {
      ...cautious("FIREWALL_ALLOWS_MORE"),
      paths: { "api>cache": ["blocked", "reachable"], "worker>cache": ["blocked", "reachable"] },
    },
  },
];
