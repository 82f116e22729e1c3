import { CACHE, PEERING, RANGE, type Root, ref, VPC } from "./base";
import type { VerifyCase } from "./case";
import { add, close, connector, copy, deny, remove, set } from "./edit";

const PATH = "projects/acme-staging/global/networks/acme-vpc";
const BOTH = "projects/acme-staging/global/networks/corp-vpc";

/** One network has many names, and one name can be many networks. */
export const names: VerifyCase[] = [
  {
    id: "network-by-id",
    why: "A network's id and its name are the same network.",
    mutate: (root) => connector(root, { network: ref(`${VPC}.id`) }),
    verdict: "reachable",
  },
  {
    id: "network-by-self-link",
    why: "A network's self link and its id are the same network.",
    mutate: (root) => {
      connector(root, { network: ref(`${VPC}.self_link`) });
      set(root, CACHE, { authorized_network: ref(`${VPC}.self_link`) });
    },
    verdict: "reachable",
  },
  {
    id: "redis-network-by-name",
    why: "A bare name is a network of the resource's own project.",
    mutate: (root) => set(root, CACHE, { authorized_network: ref(`${VPC}.name`) }),
    verdict: "reachable",
  },
  {
    id: "network-by-literal-path",
    why: "A literal path with the project in it names the network of this root.",
    mutate: (root) => connector(root, { network: PATH }),
    verdict: "reachable",
  },
  {
    id: "network-by-literal-self-link",
    why: "A literal self link names the same network, whatever host and version stand before its path.",
    mutate: (root) => {
      connector(root, { network: `https://www.googleapis.com/compute/v1/${PATH}` });
      set(root, CACHE, { authorized_network: `https://compute.googleapis.com/compute/v1/${PATH}` });
    },
    verdict: "reachable",
  },
  {
    id: "network-name-by-luck",
    why: "A literal name that happens to be the network's attaches to it; that it matches by luck is a finding, no cut.",
    mutate: (root) => connector(root, { network: "acme-vpc" }),
    verdict: "reachable",
  },
  {
    id: "network-name-almost-right",
    why: "Names are compared whole: acme-vpc2 is another network than acme-vpc.",
    mutate: (root) => connector(root, { network: "acme-vpc2" }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "network-of-another-root",
    why: "A network outside this configuration is the same network for everything that names it, and its services connection is in the configuration.",
    mutate: (root) => {
      onNetwork(root, BOTH);
      connector(root, { network: "corp-vpc" });
    },
    verdict: "reachable",
  },
  {
    id: "network-of-another-root-without-connection",
    why: "Redis cannot be created without a services connection, so a network outside this configuration must have one; the report lists that as an assumption.",
    mutate: (root) => {
      onNetwork(root, BOTH);
      connector(root, { network: "corp-vpc" });
      set(root, CACHE, { depends_on: undefined });
      remove(root, PEERING, RANGE);
    },
    verdict: "reachable",
  },
  {
    id: "network-by-data-source",
    why: "A data source names an existing network, the same one for all who read it.",
    mutate: (root) => {
      add(root, "data.google_compute_network.vpc", { name: "corp-vpc" });
      onNetwork(root, ref("data.google_compute_network.vpc.id"));
      connector(root, { network: ref("data.google_compute_network.vpc.name") });
    },
    verdict: "reachable",
    plan: { planned: false, because: "the data source is read while planning" },
  },
  {
    id: "network-by-data-source-of-other-name",
    why: "The data source names another network than the one Redis is on.",
    mutate: (root) => {
      add(root, "data.google_compute_network.legacy", { name: "staging-vpc" });
      connector(root, { network: ref("data.google_compute_network.legacy.name") });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    plan: { planned: false, because: "the data source is read while planning" },
  },
  {
    id: "network-by-data-source-of-resource",
    why: "A data source that reads the network of this root is that network.",
    mutate: (root) => {
      add(root, "data.google_compute_network.again", { name: ref(`${VPC}.name`), depends_on: [VPC] });
      set(root, CACHE, { authorized_network: ref("data.google_compute_network.again.id") });
    },
    verdict: "reachable",
  },
  {
    id: "resources-in-their-own-project",
    why: "Project and region may stand on every resource instead of the provider.",
    mutate: (root) => {
      root.provider.google = {};
      for (const byName of Object.values<Root>(root.resource)) {
        for (const body of Object.values<Root>(byName)) body.project = "acme-staging";
      }
      set(root, PEERING, { project: undefined });
    },
    verdict: "reachable",
  },
  {
    id: "deny-in-other-project",
    why: "A rule of another project is on that project's acme-vpc, not on this one's.",
    mutate: (root) => deny(root, { project: "acme-prod", network: "acme-vpc" }),
    verdict: "reachable",
  },
  {
    id: "deny-on-network-by-literal-name",
    why: "A rule acts on the network it names, by reference or not.",
    mutate: (root) => deny(root, { network: "acme-vpc" }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-on-network-by-self-link",
    why: "A rule acts on the network it names, in whatever form.",
    mutate: (root) => deny(root, { network: `https://www.googleapis.com/compute/v1/${PATH}` }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "two-networks-each-closed",
    why: "Closing another network does nothing to this one.",
    mutate: (root) => {
      const other = copy(root, VPC, "other", { name: "other-vpc" });
      close(root, { network: ref(`${other}.id`), target_tags: undefined });
    },
    verdict: "reachable",
  },
];

function onNetwork(root: Root, network: string): void {
  for (const byName of Object.values<Root>(root.resource)) {
    for (const body of Object.values<Root>(byName)) {
      if ("network" in body) body.network = network;
    }
  }
  set(root, CACHE, { authorized_network: network });
  remove(root, VPC);
}
