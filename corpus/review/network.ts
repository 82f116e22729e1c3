import {
  API,
  base,
  CACHE,
  CONNECTOR,
  EGRESS_RULE,
  INGRESS_RULE,
  PEERING,
  RANGE,
  ref,
  SUBNET,
  VPC,
} from "../verify/base";
import { add, at, otherNetwork, remove, set } from "../verify/edit";
import { cautious, danger, type ReviewCase, SAFE } from "./label";
import { abandoning, broken, closed, direct, SQL_RANGE, subnetTwin, WORKER } from "./roots";

export const networkCases: ReviewCase[] = [
  {
    id: "connector-shrinks",
    title: "a lower instance limit replaces the connector, because connectors cannot shrink",
    before: closed,
    change: (root) => set(root, CONNECTOR, { max_instances: 3 }),
    label: danger("CONNECTOR_REPLACED"),
  },
  {
    id: "connector-grows",
    title: "the instance limit of the connector is raised",
    before: closed,
    change: (root) => set(root, CONNECTOR, { max_instances: 8 }),
    label: SAFE,
  },
  {
    id: "connector-machine-type",
    title: "the connector gets larger machines, in place",
    before: closed,
    change: (root) => set(root, CONNECTOR, { machine_type: "e2-standard-4" }),
    label: cautious("CONNECTOR_INTERRUPTED"),
  },
  {
    id: "connector-range-moved",
    title: "the connector gets another range",
    before: closed,
    change: (root) => set(root, CONNECTOR, { ip_cidr_range: "10.2.1.0/28" }),
    label: danger("CONNECTOR_REPLACED"),
  },
  {
    id: "connector-to-other-network",
    title: "the connector moves to a network other than that of Redis, as in the incident",
    before: base,
    change: (root) => {
      otherNetwork(root);
      set(root, CONNECTOR, { network: ref("google_compute_network.other.name") });
    },
    label: { ...danger("CONNECTOR_REPLACED"), paths: { "api>cache": ["reachable", "blocked"] } },
  },
  {
    id: "connector-deleted",
    title: "the connector is destroyed, and one service keeps no VPC access",
    before: base,
    change: (root) => {
      remove(root, CONNECTOR);
      delete at(root, API).template.vpc_access;
    },
    label: { ...danger("CONNECTOR_DELETED"), paths: { "api>cache": ["reachable", "blocked"] } },
  },
  {
    id: "network-renamed",
    title: "the network is renamed, which replaces everything on it",
    before: base,
    change: (root) => set(root, VPC, { name: "acme-vpc-2" }),
    label: danger(
      "NETWORK_REPLACED",
      "REDIS_REPLACED",
      "CONNECTOR_REPLACED",
      "SERVICES_CONNECTION_REPLACED",
      "RESERVED_RANGE_REPLACED",
      "FIREWALL_NETWORK_CHANGED",
    ),
  },
  {
    id: "second-network-added",
    title: "a second network is created that nothing uses yet",
    before: closed,
    change: (root) => void otherNetwork(root),
    label: SAFE,
  },
  {
    id: "connection-drops-shared-range",
    title: "the services connection loses the reserved range of Cloud SQL",
    before: closed,
    change: (root) => {
      at(root, PEERING).reserved_peering_ranges = [ref(`${RANGE}.name`)];
    },
    label: danger("RESERVED_RANGES_DROPPED"),
  },
  {
    id: "connection-takes-another-range",
    title: "the services connection gets one more reserved range",
    before: base,
    change: (root) => {
      add(root, SQL_RANGE, { ...at(root, RANGE), name: "sql", address: "10.168.0.0" });
      at(root, PEERING).reserved_peering_ranges.push(ref(`${SQL_RANGE}.name`));
    },
    label: SAFE,
  },
  {
    id: "connection-names-turned-around",
    title: "the reserved ranges of the services connection are reordered",
    before: closed,
    change: (root) => void at(root, PEERING).reserved_peering_ranges.reverse(),
    label: SAFE,
  },
  {
    id: "range-shrinks",
    title: "the reserved range of Redis is narrowed",
    before: base,
    change: (root) => set(root, RANGE, { prefix_length: 20 }),
    label: danger("RESERVED_RANGE_REPLACED"),
  },
  {
    id: "connection-deleted",
    title: "the services connection is destroyed, and Redis stays",
    before: base,
    change: (root) => {
      remove(root, PEERING);
      delete at(root, CACHE).depends_on;
    },
    label: { ...danger("SERVICES_CONNECTION_DELETED"), paths: { "api>cache": ["reachable", "blocked"] } },
  },
  {
    id: "connection-abandoned",
    title: "the services connection is removed, and its deletion policy leaves the peering as it is",
    before: abandoning,
    change: (root) => {
      remove(root, PEERING);
      delete at(root, CACHE).depends_on;
    },
    label: cautious("RESOURCE_FORGOTTEN"),
  },
  {
    id: "subnet-of-interface-replaced",
    title: "the service moves to another subnet",
    before: direct,
    change: (root) => set(root, SUBNET, { name: "apps-2", ip_cidr_range: "10.0.4.0/24" }),
    label: danger("SUBNETWORK_REPLACED"),
  },
  {
    id: "subnet-of-other-project-deleted",
    title: "a subnet of another project is destroyed that has the same name as the connector's subnet",
    before: subnetTwin,
    change: (root) => remove(root, "google_compute_subnetwork.acme_other"),
    label: SAFE,
  },
  {
    id: "subnet-unrelated-added",
    title: "an unrelated subnet is created",
    before: closed,
    change: (root) =>
      add(root, "google_compute_subnetwork.jobs", { ...at(root, SUBNET), name: "jobs", ip_cidr_range: "10.0.8.0/24" }),
    label: SAFE,
  },
  {
    id: "incident-repaired",
    title: "the connector moves back to the network of Redis",
    before: broken,
    change: (root) => set(root, CONNECTOR, { network: ref(`${VPC}.name`) }),
    label: { ...danger("CONNECTOR_REPLACED"), paths: { "api>cache": ["blocked", "reachable"] } },
  },
  {
    id: "incident-left-alone",
    title: "a label changes, and the path was blocked before and stays blocked",
    before: broken,
    change: (root) => set(root, CACHE, { labels: { team: "orders" } }),
    label: { ...danger(), paths: { "api>cache": ["blocked", "blocked"] } },
  },
  {
    id: "switch-to-direct-egress",
    title: "one service moves from the connector to direct VPC egress",
    before: base,
    change: (root) => {
      at(root, API).template.vpc_access = {
        network_interfaces: [{ network: ref(`${VPC}.id`), subnetwork: ref(`${SUBNET}.id`) }],
        egress: "PRIVATE_RANGES_ONLY",
      };
    },
    label: SAFE,
  },
  {
    id: "stack-taken-apart",
    title: "everything of the stack except its network is removed from the configuration",
    before: closed,
    change: (root) =>
      remove(root, API, WORKER, CACHE, CONNECTOR, EGRESS_RULE, INGRESS_RULE, "google_compute_firewall.closed"),
    label: {
      ...danger("REDIS_DELETED", "CONNECTOR_DELETED", "SERVICE_DELETED"),
      paths: { "api>cache": ["reachable", "absent"], "worker>cache": ["reachable", "absent"] },
    },
  },
];
