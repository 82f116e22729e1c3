import { CACHE, CONNECTOR, PEERING, RANGE, type Root, ref, VPC } from "./base";
import type { VerifyCase } from "./case";
import { access, add, connector, copy, env, otherNetwork, remove, set, subnet } from "./edit";

/** The VPC access of the service, and whether it is on the network of Redis. */
export const attachment: VerifyCase[] = [
  {
    id: "ok",
    why: "Connector, authorized network and services connection are on one network, in one region.",
    mutate: () => {},
    verdict: "reachable",
  },
  {
    id: "no-connector",
    why: "Without VPC access a service's packets never enter the VPC, and Memorystore has no public address.",
    mutate: (root) => access(root, undefined),
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "vpc-access-without-connector",
    why: "An egress mode alone attaches the service to nothing.",
    mutate: (root) => access(root, { connector: undefined }),
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "connector-on-hardcoded-network",
    why: "The connector is on a network that was once called staging-vpc; only the authorized network reaches Redis.",
    mutate: (root) => connector(root, { network: "staging-vpc" }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "connector-on-other-network",
    why: "Both networks exist, but a peering with Google's network serves the authorized one alone.",
    mutate: (root) => connector(root, { network: otherNetwork(root) }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "connector-on-peered-network",
    why: "VPC peering is not transitive: a network peered with the authorized one does not reach Redis through it.",
    mutate: (root) => {
      connector(root, { network: otherNetwork(root) });
      const sides = [ref(`${VPC}.self_link`), ref("google_compute_network.other.self_link")];
      const [network, peer_network] = sides;
      add(root, "google_compute_network_peering.there", { name: "there", network, peer_network });
      add(root, "google_compute_network_peering.back", { name: "back", network: peer_network, peer_network: network });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "connector-on-default",
    why: "The default network is another network than the authorized one.",
    mutate: (root) => connector(root, { network: "default" }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "connector-network-unset",
    why: "The provider refuses a connector with neither network nor subnet, so there is no network to judge and none is guessed.",
    mutate: (root) => connector(root, { network: undefined }),
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
    plan: { planned: false, because: "the provider requires exactly one of network and subnet" },
  },
  {
    id: "redis-network-unset",
    why: "Without authorized_network Redis is on the network default, and the connector is on another network.",
    mutate: (root) => set(root, CACHE, { authorized_network: undefined }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "redis-on-other-network",
    why: "Redis answers to its authorized network, and that one is not the connector's.",
    mutate: (root) => set(root, CACHE, { authorized_network: otherNetwork(root) }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "redis-on-network-of-other-project",
    why: "Names are unique within a project: acme-vpc of another project is another network.",
    mutate: (root) => set(root, CACHE, { authorized_network: "projects/acme-prod/global/networks/acme-vpc" }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "redis-on-twin-in-other-project",
    why: "Two networks of one name in two projects are two networks, also by reference.",
    mutate: (root) =>
      set(root, CACHE, { authorized_network: otherNetwork(root, { name: "acme-vpc", project: "acme-prod" }) }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "both-on-default",
    why: "An unset authorized_network is default, and so is the connector's; direct peering needs no services connection.",
    mutate: (root) => {
      set(root, CACHE, { authorized_network: undefined, connect_mode: "DIRECT_PEERING", depends_on: undefined });
      connector(root, { network: "default" });
      remove(root, PEERING, RANGE);
    },
    verdict: "reachable",
  },
  {
    id: "connector-by-literal-path",
    why: "A connector's full path names the connector of this root as well as a reference does.",
    mutate: (root) =>
      access(root, { connector: "projects/acme-staging/locations/europe-west1/connectors/orders-conn" }),
    verdict: "reachable",
  },
  {
    id: "connector-nobody-knows",
    why: "A connector that is not in the root may be on any network: which one, only the project can tell.",
    mutate: (root) => access(root, { connector: "projects/acme-staging/locations/europe-west1/connectors/legacy" }),
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
  },
  {
    id: "connector-of-other-network-chosen",
    why: "There is a right connector; the service uses the other one.",
    mutate: (root) => {
      const other = copy(root, CONNECTOR, "other", {
        name: "other-conn",
        network: otherNetwork(root),
        ip_cidr_range: "10.9.0.0/28",
      });
      access(root, { connector: ref(`${other}.id`) });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "subnet-form-connector",
    why: "A connector may be given a subnet instead of a range; it is on that subnet's network.",
    mutate: (root) => onSubnet(root, {}),
    verdict: "reachable",
  },
  {
    id: "subnet-form-on-other-network",
    why: "The subnet's network is the connector's network, and it is not the authorized one.",
    mutate: (root) => onSubnet(root, { network: otherNetwork(root) }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "subnet-form-by-literal-name",
    why: "A subnet's literal name in the connector's region and project is that subnet.",
    mutate: (root) => {
      onSubnet(root, {});
      connector(root, { subnet: { name: "conn" } });
    },
    verdict: "reachable",
  },
  {
    id: "redis-for-other-env-names",
    why: "A path is declared by what the configuration reads, whatever the env is called.",
    mutate: (root) => {
      env(root, "REDIS_HOST", undefined);
      env(root, "REDIS_PORT", undefined);
      env(root, "CACHE_ADDRESS", ref(`${CACHE}.host`));
    },
    verdict: "reachable",
  },
];

function onSubnet(root: Root, attributes: Root): void {
  subnet(root, "conn", { ...attributes });
  const name = ref("google_compute_subnetwork.conn.name");
  connector(root, { network: undefined, ip_cidr_range: undefined, subnet: { name } });
}
