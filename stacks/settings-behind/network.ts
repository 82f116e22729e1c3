import { behind, REGION, type Row, UNDER_ANOTHER_NAME } from "./row";

const DESCRIBED = "Google changes no description of it: it is replaced, and what lies in it is in the way";
const RANGE = {
  from: "{address}/{prefix_length}",
  why: "the range is replaced, and cannot be while the connection holds it: Redis and Cloud SQL live in it",
};
/** What flow logs look like where they are on: those of another kind are no setting. */
const flowLogs = (value: string): [string, { values: Record<string, boolean> }] => [
  "network.flowLogs",
  { values: { [value]: true, null: false } },
];

export const ofNetwork: Row[] = [
  ...behind("google_compute_network.network", {
    name: ["network.name", { why: `${UNDER_ANOTHER_NAME}, with everything in it` }],
    description: ["network.descriptions.network", { why: DESCRIBED }],
  }),
  ...behind("google_compute_subnetwork.network_subnet", {
    name: ["network.subnetName", { why: UNDER_ANOTHER_NAME }],
    description: ["network.descriptions.subnet", { why: DESCRIBED }],
    region: REGION,
    ip_cidr_range: ["network.range", { why: "a subnet grows in place; for any other range it is replaced" }],
    "log_config.aggregation_interval": flowLogs("INTERVAL_5_SEC"),
    "log_config.flow_sampling": flowLogs("1"),
    "log_config.metadata": flowLogs("INCLUDE_ALL_METADATA"),
  }),
  ...behind("google_compute_global_address.private_services_range", {
    name: ["network.servicesRangeName", { why: UNDER_ANOTHER_NAME }],
    description: ["network.descriptions.servicesRange", { why: DESCRIBED }],
    address: ["network.servicesRange", RANGE],
    prefix_length: ["network.servicesRange", RANGE],
  }),
  ...behind("google_service_networking_connection.private_services_connection", {
    reserved_peering_ranges: [
      "network.otherServicesRanges",
      { why: "Cloud SQL hangs on the ranges that the connection has: one that is dropped cuts it off" },
    ],
  }),
  ...behind("google_compute_router.nat_router", {
    name: ["nat.routerName", { why: `${UNDER_ANOTHER_NAME}, and its NAT with it` }],
    region: REGION,
    "bgp.asn": "nat.asn",
  }),
  ...behind("google_compute_router_nat.nat_gateway", {
    name: ["nat.gatewayName", { why: `${UNDER_ANOTHER_NAME}, and may get another address` }],
    region: REGION,
  }),
  ...behind("google_vpc_access_connector.connector", {
    name: ["connector.name", { why: `${UNDER_ANOTHER_NAME}: services are cut off meanwhile` }],
    region: REGION,
    ip_cidr_range: [
      "connector.range",
      { why: "a connector is replaced for another range: services are cut off meanwhile" },
    ],
    machine_type: "connector.machineType",
    min_instances: [
      "connector.instances.min",
      { why: "a connector grows and never shrinks: a lower limit replaces it" },
    ],
    max_instances: [
      "connector.instances.max",
      {
        why: "a connector grows and never shrinks: a lower limit replaces it; the incident's recovery command makes one with 2..10",
      },
    ],
  }),
];
