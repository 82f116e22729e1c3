import { CONNECTOR, ref, SUBNET } from "./base";
import type { VerifyCase } from "./case";
import { access, deny, env, otherNetwork, remove, set } from "./edit";
import { closedBut, connectorIn, POLICY, VALKEY, VALKEY_HOST, withValkey } from "./targets";

const APPS = ["10.0.0.0/24"];
const OLDER = {
  desired_auto_created_endpoints: undefined,
  desired_psc_auto_connections: [{ network: ref("google_compute_network.vpc.id"), project_id: "acme-staging" }],
};

/** Memorystore for Valkey, whose endpoints Private Service Connect makes as well. */
export const valkey: VerifyCase[] = [
  {
    id: "valkey-endpoints",
    why: "A policy for gcp-memorystore is on the network, in the instance's region.",
    mutate: (root) => withValkey(root),
    verdict: "reachable",
  },
  {
    id: "valkey-discovery-endpoint",
    why: "Endpoints that were asked for in the older way are listed as discovery_endpoints as well.",
    mutate: (root) => {
      withValkey(root, OLDER);
      env(root, "REDIS_HOST", ref(`${VALKEY}.discovery_endpoints[0].address`));
    },
    verdict: "reachable",
  },
  {
    id: "valkey-discovery-endpoint-stays-empty",
    why: "The provider says of discovery_endpoints that it is not populated where desired_auto_created_endpoints asks for them.",
    mutate: (root) => {
      withValkey(root);
      env(root, "REDIS_HOST", ref(`${VALKEY}.discovery_endpoints[0].address`));
    },
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
  },
  {
    id: "valkey-direct-egress",
    why: "The service's own interface is in the network of the endpoints.",
    mutate: (root) => {
      withValkey(root);
      access(root, {
        connector: undefined,
        network_interfaces: [{ subnetwork: ref("google_compute_subnetwork.apps.id") }],
      });
    },
    verdict: "reachable",
  },
  {
    id: "valkey-from-other-region",
    why: "A client in another region reaches the endpoints.",
    mutate: (root) => {
      withValkey(root);
      connectorIn(root, "us-central1");
    },
    verdict: "reachable",
  },
  {
    id: "valkey-without-policy",
    why: "Google makes no endpoints on a network that has no service connection policy.",
    mutate: (root) => {
      withValkey(root, { depends_on: undefined });
      remove(root, POLICY);
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "valkey-policy-subnet-on-unknown-network",
    why: "Endpoints take addresses of subnets of the policy's network, and the subnet's is a variable without a value.",
    mutate: (root) => {
      withValkey(root);
      root.variable = { subnet_network: { type: "string" } };
      set(root, SUBNET, { network: ref("var.subnet_network") });
    },
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
    plan: { planned: false, because: "Terraform plans only with a value for the variable" },
  },
  {
    id: "valkey-endpoints-in-two-networks",
    why: "The instance has endpoints in both networks, and lineup judges those of one.",
    mutate: (root) => {
      const project_id = "acme-staging";
      const network = otherNetwork(root);
      withValkey(root, {
        desired_auto_created_endpoints: [
          { network, project_id },
          { network: ref("google_compute_network.vpc.id"), project_id },
        ],
      });
    },
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
  },
  {
    id: "valkey-policy-for-redis-cluster",
    why: "gcp-memorystore-redis is the class of Redis Cluster.",
    mutate: (root) => {
      withValkey(root);
      set(root, POLICY, { service_class: "gcp-memorystore-redis" });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "valkey-connector-on-other-network",
    why: "The endpoints are in the network that the instance names.",
    mutate: (root) => {
      withValkey(root);
      set(root, CONNECTOR, { network: otherNetwork(root) });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "valkey-subnet-denied",
    why: "The deny rule holds the subnet that the endpoints are in.",
    mutate: (root) => {
      withValkey(root);
      deny(root, { destination_ranges: APPS });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "valkey-behind-closed-connector",
    why: "All ports of its endpoints are allowed to the policy's subnet.",
    mutate: (root) => {
      withValkey(root);
      closedBut(root, ["6379", "11000-13047"], APPS);
    },
    verdict: "reachable",
  },
  {
    id: "valkey-node-ports-closed",
    why: "Cluster mode is on unless it is switched off, and clients call the nodes at 11000-13047.",
    mutate: (root) => {
      withValkey(root);
      closedBut(root, ["6379"], APPS);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "valkey-without-cluster-mode-node-ports-closed",
    why: "Google asks for 11000-13047 at all endpoints, and does not say whether clients use them without cluster mode.",
    mutate: (root) => {
      withValkey(root, { mode: "CLUSTER_DISABLED" });
      closedBut(root, ["6379"], APPS);
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "valkey-without-cluster-mode",
    why: "The primary's endpoint is in the policy's subnet like every other.",
    mutate: (root) => withValkey(root, { mode: "CLUSTER_DISABLED" }),
    verdict: "reachable",
  },
  {
    id: "valkey-wrong-port",
    why: "Valkey listens on 6379, with TLS and without.",
    mutate: (root) => {
      withValkey(root);
      env(root, "REDIS_PORT", "6378");
    },
    verdict: "blocked",
    code: "TARGET_UNSUPPORTED_PORT",
  },
  {
    id: "valkey-plain-text-to-tls",
    why: "The URL speaks plain text, and the instance takes TLS only.",
    mutate: (root) => {
      withValkey(root, { transit_encryption_mode: "SERVER_AUTHENTICATION" });
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
      env(root, "REDIS_URL", `redis://${VALKEY_HOST}:6379`);
    },
    verdict: "blocked",
    code: "TARGET_UNSUPPORTED_PROTOCOL",
  },
  {
    id: "valkey-zone-in-other-region",
    why: "The one zone that the instance is put into is not in its region.",
    mutate: (root) => withValkey(root, { zone_distribution_config: { mode: "SINGLE_ZONE", zone: "us-central1-a" } }),
    verdict: "unknown",
    code: "VALKEY_INSTANCE_NOT_RUNNING",
  },
];
