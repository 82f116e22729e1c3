import { CACHE, PEERING, RANGE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { add, close, copy, opening, otherNetwork, remove, set } from "./edit";

/** The peering with Google's network, through a services connection and the ranges it holds. */
export const peering: VerifyCase[] = [
  {
    id: "no-services-connection",
    why: "PRIVATE_SERVICE_ACCESS needs a services connection on the network, and the configuration creates the network without one.",
    mutate: (root) => {
      remove(root, PEERING, RANGE);
      set(root, CACHE, { depends_on: undefined });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "range-without-connection",
    why: "An allocated range is only an allocation: without the connection nothing is peered.",
    mutate: (root) => {
      remove(root, PEERING);
      set(root, CACHE, { depends_on: undefined });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "connection-on-other-network",
    why: "A services connection serves the network it is on, and that is not Redis's.",
    mutate: (root) => {
      const network = otherNetwork(root);
      set(root, PEERING, { network });
      set(root, RANGE, { network });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "connection-to-other-producer",
    why: "Memorystore is behind servicenetworking.googleapis.com; a connection to another producer does not lead there.",
    mutate: (root) => set(root, PEERING, { service: "netapp.servicenetworking.goog" }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "connections-to-two-producers",
    why: "The network has connections to two producers, and the one that matters holds Redis's range.",
    mutate: (root) => {
      const another = { name: "netapp", address: "10.168.0.0" };
      const range = ref(`${copy(root, RANGE, "another", another)}.name`);
      const service = "netapp.servicenetworking.goog";
      copy(root, PEERING, "another", { service, reserved_peering_ranges: [range] });
      set(root, CACHE, { reserved_ip_range: ref(`${RANGE}.name`) });
      close(root);
    },
    verdict: "reachable",
  },
  {
    id: "connection-counted-to-none",
    why: "A connection with count 0 does not exist.",
    mutate: (root) => set(root, PEERING, { count: 0 }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "connection-holds-no-range",
    why: "A services connection without a range has no addresses to give to Redis.",
    mutate: (root) => set(root, PEERING, { reserved_peering_ranges: [] }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "connection-names-range-literally",
    why: "A literal name of the allocated range is that range.",
    mutate: (root) => set(root, PEERING, { reserved_peering_ranges: ["psa"] }),
    verdict: "reachable",
  },
  {
    id: "range-on-other-network",
    why: "A connection takes only ranges that are allocated in its own network.",
    mutate: (root) => set(root, RANGE, { network: otherNetwork(root) }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "redis-without-depends-on",
    why: "Without the dependency a first apply may fail; once applied, the path is complete.",
    mutate: (root) => set(root, CACHE, { depends_on: undefined }),
    verdict: "reachable",
  },
  {
    id: "reserved-range-held",
    why: "Redis uses the range that the connection has.",
    mutate: (root) => set(root, CACHE, { reserved_ip_range: ref(`${RANGE}.name`) }),
    verdict: "reachable",
  },
  {
    id: "reserved-range-not-held",
    why: "The range exists, but the connection does not hold it, so Redis can have no address in it.",
    mutate: (root) => set(root, CACHE, { reserved_ip_range: secondRange(root) }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "reserved-range-of-nobody",
    why: "The connection has one range, and Redis names another.",
    mutate: (root) => set(root, CACHE, { reserved_ip_range: "legacy-range" }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "second-range-chosen-and-open",
    why: "The connection holds two ranges, Redis is in the second, and the rule above the closing one opens that.",
    mutate: (root) => {
      set(root, CACHE, { reserved_ip_range: holdingBoth(root) });
      opening(root, { destination_ranges: ["10.167.0.0/16"] });
      close(root);
    },
    verdict: "reachable",
  },
  {
    id: "second-range-chosen-first-open",
    why: "The rule opens the first range; Redis is in the second, which stays closed.",
    mutate: (root) => {
      set(root, CACHE, { reserved_ip_range: holdingBoth(root) });
      close(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "either-range-one-open",
    why: "Redis may land in either of two ranges, and only one of them is open.",
    mutate: (root) => {
      holdingBoth(root);
      close(root);
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "range-without-address",
    why: "Google picks a private range; nothing denies any of them.",
    mutate: (root) => set(root, RANGE, { address: undefined }),
    verdict: "reachable",
  },
  {
    id: "range-without-address-closed",
    why: "Which range Google picks is not known, and only 10.166.0.0/16 is open.",
    mutate: (root) => {
      set(root, RANGE, { address: undefined });
      close(root);
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "default-routes-deleted",
    why: "A peering brings its subnet routes along; the network's default route has no part in it.",
    mutate: (root) => set(root, "google_compute_network.vpc", { delete_default_routes_on_create: true }),
    verdict: "reachable",
  },
  {
    id: "peering-exchanges-custom-routes",
    why: "Exchanging custom routes adds routes; the route to Redis is a subnet route and does not change.",
    mutate: (root) =>
      add(root, "google_compute_network_peering_routes_config.psa", {
        network: ref("google_compute_network.vpc.name"),
        peering: ref(`${PEERING}.peering`),
        import_custom_routes: true,
        export_custom_routes: true,
      }),
    verdict: "reachable",
  },
  {
    id: "range-opened-by-reference",
    why: "The rule takes its destination from the allocated range itself.",
    mutate: (root) => {
      opening(root, { destination_ranges: [`${ref(`${RANGE}.address`)}/${ref(`${RANGE}.prefix_length`)}`] });
      close(root);
    },
    verdict: "reachable",
  },
];

/** Another allocated range, which the connection does not hold. */
function secondRange(root: Root): string {
  return ref(`${copy(root, RANGE, "second", { name: "second", address: "10.167.0.0" })}.name`);
}

function holdingBoth(root: Root): string {
  const second = secondRange(root);
  set(root, PEERING, { reserved_peering_ranges: [ref(`${RANGE}.name`), second] });
  return second;
}
