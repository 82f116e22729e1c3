import { CACHE, EGRESS_RULE, PEERING, RANGE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { allow, close, copy, deny, opening, remove, set } from "./edit";

const LOWER = "10.166.0.0/17";
const UPPER = "10.166.128.0/17";
const all = [{ protocol: "all" }];

/** The destination of firewall rules. Before the first apply Redis may be anywhere in its range, so the verdict is about the whole range. */
export const firewallDestination: VerifyCase[] = [
  {
    id: "deny-half-of-the-range",
    why: "Redis may land in the denied half of its range or in the other one.",
    mutate: (root) => deny(root, { destination_ranges: [UPPER] }),
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-both-halves-in-two-rules",
    why: "Two denies that together hold the range hold it wherever Redis lands.",
    mutate: (root) => {
      deny(root, { destination_ranges: [LOWER] }, "lower");
      deny(root, { destination_ranges: [UPPER], priority: 800 }, "upper");
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-both-halves-in-one-rule",
    why: "Two destinations that together hold the range hold it.",
    mutate: (root) => deny(root, { destination_ranges: [UPPER, LOWER] }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-half-below-the-opening",
    why: "The allow rule at 1000 comes first and applies to both halves.",
    mutate: (root) => deny(root, { destination_ranges: [UPPER], priority: 1100 }),
    verdict: "reachable",
  },
  {
    id: "deny-half-that-redis-is-not-in",
    why: "Redis's range is the lower half only.",
    mutate: (root) => {
      set(root, RANGE, { prefix_length: 17 });
      deny(root, { destination_ranges: [UPPER] });
    },
    verdict: "reachable",
  },
  {
    id: "open-both-halves-in-two-rules",
    why: "Two allows that together hold the range open it wherever Redis lands.",
    mutate: (root) => {
      remove(root, EGRESS_RULE);
      allow(root, { destination_ranges: [LOWER] }, "lower");
      allow(root, { destination_ranges: [UPPER], priority: 1200 }, "upper");
      close(root);
    },
    verdict: "reachable",
  },
  {
    id: "open-half-above-closing",
    why: "Redis may land in the half that stays closed.",
    mutate: (root) => {
      opening(root, { destination_ranges: [LOWER] });
      close(root);
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "open-half-denied-in-between",
    why: "The lower half is allowed above the deny, the upper half only below it.",
    mutate: (root) => {
      opening(root, { destination_ranges: [LOWER] });
      close(root, { priority: 2000 });
      allow(root, { destination_ranges: [UPPER], priority: 3000 });
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "open-the-host-alone",
    why: "The rule opens exactly the address that Redis will have, by reference.",
    mutate: (root) => {
      opening(root, { destination_ranges: [`${ref(`${CACHE}.host`)}/32`] });
      close(root);
    },
    verdict: "reachable",
  },
  {
    id: "deny-the-host-alone",
    why: "The rule denies exactly the address that Redis will have, by reference.",
    mutate: (root) => deny(root, { destination_ranges: [`${ref(`${CACHE}.host`)}/32`] }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "open-host-of-other-cache",
    why: "The rule opens the address of another Redis.",
    mutate: (root) => {
      const other = copy(root, CACHE, "other", { name: "other-cache" });
      opening(root, { destination_ranges: [`${ref(`${other}.host`)}/32`] });
      close(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-everywhere",
    why: "0.0.0.0/0 holds every address of Redis's range.",
    mutate: (root) => deny(root, { destination_ranges: ["0.0.0.0/0"], deny: all }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-without-destination",
    why: "An egress rule without a destination is for 0.0.0.0/0.",
    mutate: (root) => deny(root, { destination_ranges: undefined }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-elsewhere",
    why: "The rule is about another range than Redis's.",
    mutate: (root) => deny(root, { destination_ranges: ["10.0.0.0/9", "172.16.0.0/12"], deny: all }),
    verdict: "reachable",
  },
  {
    id: "deny-ipv6",
    why: "Redis has an IPv4 address.",
    mutate: (root) => deny(root, { destination_ranges: ["::/0"], deny: all }),
    verdict: "reachable",
  },
  {
    id: "deny-one-address-of-the-range",
    why: "Redis may land on the one address that is denied.",
    mutate: (root) => deny(root, { destination_ranges: ["10.166.0.7/32"] }),
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "open-stale-address",
    why: "The rule still names 10.107.0.3, the address of Redis before it moved to its new range.",
    mutate: (root) => {
      opening(root, { destination_ranges: ["10.107.0.3/32"] });
      close(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "open-more-than-the-range",
    why: "10.0.0.0/8 holds all of Redis's range.",
    mutate: (root) => {
      opening(root, { destination_ranges: ["10.0.0.0/8"] });
      close(root);
    },
    verdict: "reachable",
  },
  {
    id: "open-the-allocated-range-by-reference",
    why: "Google chooses the first address of the range, and the rule opens all of it, whatever it will be.",
    mutate: (root) => {
      unset(root);
      opening(root, { destination_ranges: [`${ref(`${RANGE}.address`)}/${ref(`${RANGE}.prefix_length`)}`] });
      close(root);
    },
    verdict: "reachable",
  },
  {
    id: "open-half-of-the-range-by-reference",
    why: "The range is a /16, and the rule opens its first half.",
    mutate: (root) => {
      unset(root);
      opening(root, { destination_ranges: [`${ref(`${RANGE}.address`)}/17`] });
      close(root);
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-the-allocated-range-by-reference",
    why: "Redis takes its address from the range that the rule denies, wherever that begins.",
    mutate: (root) => {
      unset(root);
      deny(root, { destination_ranges: [`${ref(`${RANGE}.address`)}/16`] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "open-one-of-two-ranges-by-reference",
    why: "The connection has two ranges, Redis takes an address from either, and one of them is open.",
    mutate: (root) => {
      unset(root);
      copy(root, RANGE, "other", { name: "other-range" });
      set(root, PEERING, {
        reserved_peering_ranges: [ref(`${RANGE}.name`), ref("google_compute_global_address.other.name")],
      });
      opening(root, { destination_ranges: [`${ref(`${RANGE}.address`)}/16`] });
      close(root);
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
];

/** Google chooses where the allocated range begins. */
function unset(root: Root): void {
  set(root, RANGE, { address: undefined });
}
