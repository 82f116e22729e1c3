import { CACHE, EGRESS_RULE, PEERING, RANGE, type Root } from "./base";
import type { VerifyCase } from "./case";
import { close, deny, opening, remove, set } from "./edit";

/** Redis peers by itself, without a services connection. */
export function directly(root: Root, attributes: Root = {}): void {
  set(root, CACHE, { connect_mode: "DIRECT_PEERING", depends_on: undefined, ...attributes });
  remove(root, PEERING, RANGE);
}

/** The peering that Redis makes by itself. */
export const directPeering: VerifyCase[] = [
  {
    id: "direct-peering",
    why: "With direct peering Redis peers by itself and needs no services connection.",
    mutate: (root) => directly(root),
    verdict: "reachable",
  },
  {
    id: "connect-mode-unset",
    why: "The connect mode is DIRECT_PEERING unless it is written.",
    mutate: (root) => directly(root, { connect_mode: undefined }),
    verdict: "reachable",
  },
  {
    id: "direct-peering-reserved-open",
    why: "The reserved /29 is where Redis is, and the rule above the closing one opens it.",
    mutate: (root) => {
      directly(root, { reserved_ip_range: "10.9.0.0/29" });
      opening(root, { destination_ranges: ["10.9.0.0/29"] });
      close(root);
    },
    verdict: "reachable",
  },
  {
    id: "direct-peering-reserved-closed",
    why: "The reserved /29 is outside of what the rule opens.",
    mutate: (root) => {
      directly(root, { reserved_ip_range: "10.9.0.0/29" });
      close(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "direct-peering-unreserved-closed",
    why: "Without a reserved range Redis takes any free /29, which 10.166.0.0/16 may or may not hold.",
    mutate: (root) => {
      directly(root);
      close(root);
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "direct-peering-unreserved-all-denied",
    why: "Wherever Redis lands, nothing leaves the connector.",
    mutate: (root) => {
      directly(root);
      remove(root, EGRESS_RULE);
      close(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "direct-peering-reserved-partly-denied",
    why: "Half of the reserved /29 is denied, and which half Redis takes is not known.",
    mutate: (root) => {
      directly(root, { reserved_ip_range: "10.9.0.0/29" });
      deny(root, { destination_ranges: ["10.9.0.0/30"] });
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
];
