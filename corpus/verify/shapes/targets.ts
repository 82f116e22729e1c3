import { OTHER_NETWORK, RULE, type Shape, VPC_MISSING } from "./shape";

const VALKEY = "hcl-valkey-by-module-with-direct-egress";
const CLUSTER = "hcl-cluster-with-psc";
const SQL = "hcl-cloud-sql-private";
const AUTOMATIC = "hcl-automatic-network-free-range";
const chat = ["google_cloud_run_v2_service.chat"];
const scores = ["google_cloud_run_v2_service.scores"];
const invoices = ["google_cloud_run_v2_service.invoices"];
const demo = ["google_cloud_run_v2_service.demo"];

/** Targets that are no Redis instance, and a Redis on a network that makes its subnets itself. */
export const targets: Shape[] = [
  {
    id: VALKEY,
    why: "The endpoint is in a subnet of the network that the service sends its packets to.",
    verdict: "reachable",
    callers: chat,
  },
  {
    id: "hcl-valkey-by-module-with-direct-egress-denied",
    over: [VALKEY],
    why: "A rule for the tag of the service lets nothing out to the subnet of the endpoint.",
    ...RULE,
    callers: chat,
  },
  {
    id: CLUSTER,
    why: "Discovery endpoint and nodes are in a subnet of the network that the service sends its packets to.",
    verdict: "reachable",
    callers: scores,
  },
  {
    id: "hcl-cluster-with-psc-node-ports-denied",
    over: [CLUSTER],
    why: "The discovery endpoint at 6379 is let out to, the nodes at 11000 to 13047 are not; a client needs both.",
    ...RULE,
    callers: scores,
  },
  {
    id: "hcl-cluster-with-psc-all-ports-opened",
    over: [CLUSTER],
    why: "A rule above the deny opens 6379 and the ports of the nodes, 11000 to 13047.",
    verdict: "reachable",
    callers: scores,
  },
  {
    id: "hcl-cluster-with-psc-on-other-network",
    over: [CLUSTER],
    why: "The endpoints of the cluster are in a subnet of another network.",
    verdict: "blocked",
    callers: scores,
  },
  {
    id: SQL,
    why: "The private address is in a range of the peering with Google's services, as that of a Redis can be.",
    verdict: "reachable",
    callers: invoices,
  },
  {
    id: "hcl-cloud-sql-private-without-connector",
    over: [SQL],
    why: "A private address is reached from the network only, and the service has no way into it.",
    ...VPC_MISSING,
    callers: invoices,
  },
  {
    id: "hcl-cloud-sql-private-denied",
    over: [SQL],
    why: "A rule for all connectors lets nothing out to 5432 in the range of the database.",
    ...RULE,
    callers: invoices,
  },
  {
    id: "hcl-cloud-sql-private-with-proxy-port-denied",
    over: [SQL],
    why: "3307 is the port of the Auth Proxy; the service calls the database itself, at 5432.",
    verdict: "reachable",
    callers: invoices,
  },
  {
    id: "hcl-cloud-sql-private-on-other-network",
    over: [SQL],
    why: "The database is on another network than the connector.",
    ...OTHER_NETWORK,
    callers: invoices,
  },
  {
    id: AUTOMATIC,
    why: "Google's subnets of an automatic network are published: the range of the Redis is in none of them.",
    verdict: "reachable",
    callers: demo,
  },
  {
    id: "hcl-automatic-network-taken-range",
    over: [AUTOMATIC],
    why: "The range of the Redis is in 10.132.0.0/20, the subnet that Google makes in europe-west1.",
    verdict: "blocked",
    state: { applied: false, because: "Google refuses the range" },
    callers: demo,
  },
];
