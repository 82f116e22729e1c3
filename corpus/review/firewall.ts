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
    title: "the rule that lets the connector out to Redis goes",
    before: closed,
    change: (root) => remove(root, EGRESS_RULE),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "opening-disabled",
    title: "the same rule is switched off",
    before: closed,
    change: (root) => opening(root, { disabled: true }),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "opening-below-the-wall",
    title: "the opening gets a number that stands below the wall",
    before: closed,
    change: (root) => opening(root, { priority: 65100 }),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "opening-renumbered",
    title: "the opening gets another number and stays above the wall",
    before: closed,
    change: (root) => opening(root, { priority: 800 }),
    label: SAFE,
  },
  {
    id: "opening-for-another-tag",
    title: "the opening speaks of another connector",
    before: closed,
    change: (root) => opening(root, { target_tags: [`${TAG}-2`] }),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "opening-widened",
    title: "the opening lets out to every private address",
    before: closed,
    change: (root) => opening(root, { destination_ranges: ["10.0.0.0/8"] }),
    label: cautious("FIREWALL_ALLOWS_MORE"),
  },
  {
    id: "opening-narrowed-around-redis",
    title: "the opening is narrowed to the half where Redis is",
    before: closed,
    change: (root) => opening(root, { destination_ranges: ["10.166.0.0/17"] }),
    label: cautious("FIREWALL_DENIES_MORE"),
  },
  {
    id: "opening-renamed",
    title: "the opening gets another name: destroyed, then created",
    before: closed,
    change: (root) => opening(root, { name: "allow-redis" }),
    label: cautious("FIREWALL_RULE_REPLACED"),
  },
  {
    id: "deny-added",
    title: "a deny with a lower number in the way of Redis",
    before: base,
    change: (root) => deny(root),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: cut },
  },
  {
    id: "deny-that-misses",
    title: "a deny for an address range where Redis is not",
    before: base,
    change: (root) => deny(root, { destination_ranges: ["10.99.0.0/16"] }),
    label: cautious("FIREWALL_DENIES_MORE"),
  },
  {
    id: "deny-ingress",
    title: "a deny for what comes in, which the path does not",
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
    title: "a deny for machines with another tag",
    before: base,
    change: (root) =>
      deny(root, { target_tags: ["batch"], destination_ranges: ["0.0.0.0/0"], deny: [{ protocol: "all" }] }),
    label: SAFE,
  },
  {
    id: "deny-on-other-network",
    title: "a deny on a network where nobody of these is",
    before: base,
    change: (root) => deny(root, { network: otherNetwork(root), target_tags: undefined }),
    label: SAFE,
  },
  {
    id: "deny-at-googles-number",
    title: "a deny of everything at priority 100 cuts what the connector itself needs",
    before: closed,
    change: (root) => {
      deny(root, { priority: 100, deny: [{ protocol: "all" }], destination_ranges: ["0.0.0.0/0"] });
      allow(root, { priority: 90 });
    },
    // Nothing more is denied than the wall denied: what is cut is what Google's own rules let through at that number.
    label: { ...danger(), paths: bothCut },
  },
  {
    id: "wall-removed",
    title: "the wall goes, and the connector may send anywhere",
    before: closed,
    change: (root) => remove(root, "google_compute_firewall.closed"),
    label: cautious("FIREWALL_ALLOWS_MORE"),
  },
  {
    id: "rule-for-others-added",
    title: "one more rule that concerns nobody on the path",
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
    title: "the network of a rule changes: planned in place, refused by the API",
    before: closed,
    change: (root) => opening(root, { network: otherNetwork(root) }),
    label: { ...danger("FIREWALL_NETWORK_CHANGED", "FIREWALL_DENIES_MORE"), paths: bothCut },
  },
  {
    id: "ingress-to-other-network",
    title: "the network of a rule changes that acts on no path: refused by the API all the same",
    before: closed,
    change: (root) => set(root, "google_compute_firewall.ssh", { network: otherNetwork(root) }),
    label: cautious("FIREWALL_NETWORK_CHANGED"),
  },
  {
    id: "rule-described",
    title: "a rule gets a description and a log",
    before: closed,
    change: (root) =>
      opening(root, { description: "for the orders", log_config: { metadata: "INCLUDE_ALL_METADATA" } }),
    label: SAFE,
  },
  {
    id: "direct-opening-removed",
    title: "the interface of the service loses its opening",
    before: direct,
    change: (root) => remove(root, EGRESS_RULE),
    label: { ...danger("FIREWALL_DENIES_MORE"), paths: cut },
  },
  {
    id: "deny-for-service-accounts",
    title: "a deny for service accounts, of which nobody says whether a connector has one",
    before: base,
    change: (root) =>
      deny(root, { target_tags: undefined, target_service_accounts: ["orders@acme-staging.iam.gserviceaccount.com"] }),
    label: { verdict: "unknown", codes: [], paths: { "api>cache": ["reachable", "unknown"] } },
  },
  {
    id: "deny-somewhere-computed",
    title: "a deny for a range that only the cloud will choose",
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
    title: "a deny for half of the addresses that the connector sends from",
    before: base,
    change: (root) => deny(root, { source_ranges: ["10.2.0.0/29"] }),
    label: { verdict: "unknown", codes: [], paths: { "api>cache": ["reachable", "unknown"] } },
  },
  {
    id: "opening-repaired",
    title: "the opening was disabled by hand, and the plan enables it again",
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
