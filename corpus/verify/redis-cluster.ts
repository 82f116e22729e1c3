import { CONNECTOR, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { access, add, copy, deny, env, otherNetwork, remove, set, subnet } from "./edit";
import { CLUSTER, closedBut, connectorIn, POLICY, withCluster } from "./targets";

const NODES = ["6379", "11000-13047"];
const APPS = ["10.0.0.0/24"];

/** Redis Cluster, whose endpoints Private Service Connect makes in a subnet of the network. */
export const redisCluster: VerifyCase[] = [
  {
    id: "cluster",
    why: "A service connection policy for its class is on the network, in its region: the endpoints are in the policy's subnet.",
    mutate: (root) => withCluster(root),
    verdict: "reachable",
  },
  {
    id: "cluster-behind-closed-connector",
    why: "Both the discovery port and those of the nodes are allowed to the policy's subnet.",
    mutate: (root) => {
      withCluster(root);
      closedBut(root, NODES, APPS);
    },
    verdict: "reachable",
  },
  {
    id: "cluster-node-ports-closed",
    why: "Clients of a cluster call its nodes at 11000-13047, and only the discovery port is open.",
    mutate: (root) => {
      withCluster(root);
      closedBut(root, ["6379"], APPS);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "cluster-discovery-port-closed",
    why: "Without discovery at 6379 no client learns where the nodes are.",
    mutate: (root) => {
      withCluster(root);
      closedBut(root, ["11000-13047"], APPS);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "cluster-some-node-ports-open",
    why: "Which of the ports the nodes of a cluster have is known when it is there.",
    mutate: (root) => {
      withCluster(root);
      closedBut(root, ["6379", "11000-11009"], APPS);
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "cluster-discovery-address-opened",
    why: "The rule opens the discovery endpoint; the nodes are behind another endpoint of the subnet.",
    mutate: (root) => {
      withCluster(root);
      closedBut(root, NODES, [ref(`${CLUSTER}.discovery_endpoints[0].address`)]);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "cluster-subnet-denied",
    why: "The deny rule holds the whole subnet that the endpoints are in.",
    mutate: (root) => {
      withCluster(root);
      deny(root, { deny: [{ protocol: "tcp" }], destination_ranges: APPS });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "cluster-other-subnet-denied",
    why: "The deny rule speaks of addresses that the policy does not hand out.",
    mutate: (root) => {
      withCluster(root);
      subnet(root, "batch", { ip_cidr_range: "10.0.1.0/24" });
      deny(root, { deny: [{ protocol: "tcp" }], destination_ranges: ["10.0.1.0/24"] });
    },
    verdict: "reachable",
  },
  {
    id: "cluster-without-policy",
    why: "Google makes no endpoints on a network that has no service connection policy, and this root makes the network.",
    mutate: (root) => {
      withCluster(root, { depends_on: undefined });
      remove(root, POLICY);
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "cluster-policy-on-other-network",
    why: "The policy allows endpoints in another network than the one the cluster asks for.",
    mutate: (root) => {
      withCluster(root);
      const network = otherNetwork(root);
      subnet(root, "elsewhere", { network });
      set(root, POLICY, { network, psc_config: { subnetworks: [ref("google_compute_subnetwork.elsewhere.id")] } });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "cluster-policy-in-other-region",
    why: "A policy is regional: it makes endpoints for clusters of its own region.",
    mutate: (root) => {
      withCluster(root);
      subnet(root, "us", { region: "us-central1" });
      set(root, POLICY, {
        location: "us-central1",
        psc_config: { subnetworks: [ref("google_compute_subnetwork.us.id")] },
      });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "cluster-policy-for-valkey",
    why: "gcp-memorystore is the class of Valkey; a Redis Cluster needs gcp-memorystore-redis.",
    mutate: (root) => {
      withCluster(root);
      set(root, POLICY, { service_class: "gcp-memorystore" });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "cluster-policy-with-subnet-of-other-region",
    why: "The policy takes addresses from subnets of its own region only.",
    mutate: (root) => {
      withCluster(root);
      subnet(root, "us", { region: "us-central1" });
      set(root, POLICY, { psc_config: { subnetworks: [ref("google_compute_subnetwork.us.id")] } });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "cluster-policies-of-two-classes",
    why: "The network has policies for both classes, and one is the cluster's.",
    mutate: (root) => {
      withCluster(root);
      copy(root, POLICY, "valkey", { name: "valkey", service_class: "gcp-memorystore" });
    },
    verdict: "reachable",
  },
  {
    id: "cluster-from-other-region",
    why: "The endpoints have global access: a client in another region reaches them.",
    mutate: (root) => {
      withCluster(root);
      connectorIn(root, "us-central1");
    },
    verdict: "reachable",
  },
  {
    id: "cluster-connector-on-other-network",
    why: "Endpoints are in the network that the cluster names, and the connector is on another one.",
    mutate: (root) => {
      withCluster(root);
      set(root, CONNECTOR, { network: otherNetwork(root) });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "cluster-connector-on-peered-network",
    why: "A peering of two networks does not carry packets to endpoints of Private Service Connect.",
    mutate: (root) => {
      withCluster(root);
      const network = otherNetwork(root);
      set(root, CONNECTOR, { network });
      peered(root, network);
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
  },
  {
    id: "cluster-direct-egress",
    why: "The service's own interface is in the network of the endpoints.",
    mutate: (root) => {
      withCluster(root);
      access(root, {
        connector: undefined,
        network_interfaces: [{ subnetwork: ref("google_compute_subnetwork.apps.id") }],
      });
    },
    verdict: "reachable",
  },
  {
    id: "cluster-without-way-in",
    why: "Endpoints are private addresses of a network that the service is not in.",
    mutate: (root) => {
      withCluster(root);
      access(root, undefined);
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "cluster-tls-keeps-the-port",
    why: "With TLS a cluster listens on the same ports, unlike a Redis instance.",
    mutate: (root) => {
      withCluster(root, { transit_encryption_mode: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION" });
      env(root, "REDIS_PORT", "6379");
    },
    verdict: "reachable",
  },
  {
    id: "cluster-port-of-tls",
    why: "6378 is the port of a Redis instance with TLS; a cluster does not listen on it.",
    mutate: (root) => {
      withCluster(root, { transit_encryption_mode: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION" });
      env(root, "REDIS_PORT", "6378");
    },
    verdict: "blocked",
    code: "REDIS_CLUSTER_UNSUPPORTED_PORT",
  },
  {
    id: "cluster-plain-text-to-tls",
    why: "The URL speaks plain text, and the cluster takes TLS only.",
    mutate: (root) => {
      withCluster(root, { transit_encryption_mode: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION" });
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
      env(root, "REDIS_URL", `redis://${ref(`${CLUSTER}.discovery_endpoints[0].address`)}:6379`);
    },
    verdict: "blocked",
    code: "REDIS_CLUSTER_UNSUPPORTED_PROTOCOL",
  },
  {
    id: "cluster-id-as-host",
    why: "The id of a cluster is a path of the API and no address.",
    mutate: (root) => {
      withCluster(root);
      env(root, "REDIS_HOST", ref(`${CLUSTER}.id`));
    },
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "cluster-localhost",
    why: "The variable is the container itself.",
    mutate: (root) => {
      withCluster(root);
      env(root, "REDIS_HOST", "localhost");
    },
    verdict: "blocked",
    code: "ADDRESS_MISMATCH",
  },
  {
    id: "cluster-zone-in-other-region",
    why: "The one zone that the cluster is put into is not in its region.",
    mutate: (root) => withCluster(root, { zone_distribution_config: { mode: "SINGLE_ZONE", zone: "us-central1-a" } }),
    verdict: "unknown",
    code: "REDIS_CLUSTER_NOT_RUNNING",
  },
  {
    id: "cluster-with-iam",
    why: "Clients authenticate as their service account: the path is whole, the role is not part of this root.",
    mutate: (root) => withCluster(root, { authorization_mode: "AUTH_MODE_IAM_AUTH" }),
    verdict: "reachable",
  },
  {
    id: "cluster-endpoints-by-hand",
    why: "Without psc_configs somebody makes the endpoints and registers them: where they are is not said here.",
    mutate: (root) => withCluster(root, { psc_configs: undefined }),
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
  },
];

function peered(root: Root, network: string): void {
  const [own, other] = [ref("google_compute_network.vpc.id"), network];
  add(root, "google_compute_network_peering.there", { name: "there", network: own, peer_network: other });
  add(root, "google_compute_network_peering.back", { name: "back", network: other, peer_network: own });
}
