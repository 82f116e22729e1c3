import { CACHE, CONNECTOR, PEERING, type Root, ref, VPC } from "./base";
import type { VerifyCase } from "./case";
import { access, add, connector, copy, deny, env, otherNetwork, set } from "./edit";

const unresolved = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;
const noLocals = { ...unresolved, because: "locals are absent from a plan, and an id is not known in a first one" };
const noValue = { planned: false, because: "Terraform requires a value for the variable" } as const;

/** Names that pass through variables and locals, or are put together. */
export const expressions: VerifyCase[] = [
  {
    id: "network-by-variable",
    why: "A variable's default counts where nothing else is given.",
    mutate: (root) => {
      variable(root, "network", "acme-vpc");
      set(root, VPC, { name: ref("var.network") });
      connector(root, { network: ref("var.network") });
    },
    verdict: "reachable",
  },
  {
    id: "wrong-network-by-variable",
    why: "The variable's default names a network that Redis is not on.",
    mutate: (root) => {
      variable(root, "network", "staging-vpc");
      connector(root, { network: ref("var.network") });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "network-by-variable-without-default",
    why: "The network of the connector depends on a variable without a value.",
    mutate: (root) => {
      variable(root, "network");
      connector(root, { network: ref("var.network") });
    },
    ...unresolved,
    plan: noValue,
  },
  {
    id: "network-by-variable-in-its-name",
    why: "Both sides put the network's name together from the same variable.",
    mutate: (root) => {
      variable(root, "environment", "acme");
      set(root, VPC, { name: `${ref("var.environment")}-vpc` });
      connector(root, { network: `${ref("var.environment")}-vpc` });
    },
    verdict: "reachable",
  },
  {
    id: "names-drift-apart-by-variable",
    why: "The connector names staging-vpc, and the network is named after its environment, as in the incident.",
    mutate: (root) => {
      variable(root, "environment", "acme-staging");
      set(root, VPC, { name: `${ref("var.environment")}-vpc` });
      connector(root, { network: "staging-vpc" });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "network-name-by-local",
    why: "A local passes the network's name on, which is known.",
    mutate: (root) => {
      root.locals = { network: ref(`${VPC}.name`) };
      connector(root, { network: ref("local.network") });
    },
    verdict: "reachable",
  },
  {
    id: "network-id-by-local",
    why: "A local passes the network's id on.",
    mutate: (root) => {
      root.locals = { network: ref(`${VPC}.id`) };
      set(root, CACHE, { authorized_network: ref("local.network") });
    },
    verdict: "reachable",
  },
  {
    id: "network-of-new-project-by-local",
    why: "A local passes on the network of a project that is yet to be made, and it is not the one of the connector.",
    mutate: (root) => {
      add(root, "google_project.other", { name: "other", project_id: "acme-other", org_id: "1" });
      root.locals = { network: `projects/${ref("google_project.other.number")}/global/networks/shared` };
      set(root, CACHE, { authorized_network: ref("local.network") });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    plan: noLocals,
  },
  {
    id: "one-unknown-network-by-local-twice",
    why: "Two networks are made, and one local passes one of them to both: whichever it is, it is the same.",
    mutate: (root) => {
      otherNetwork(root);
      root.locals = { network: ref(`${VPC}.id`) };
      const network = ref("local.network");
      set(root, CACHE, { authorized_network: network });
      connector(root, { network });
      set(root, PEERING, { network });
    },
    verdict: "reachable",
  },
  {
    id: "connector-by-local",
    why: "A local passes on the id of the only connector.",
    mutate: (root) => {
      root.locals = { connector: ref(`${CONNECTOR}.id`) };
      access(root, { connector: ref("local.connector") });
    },
    verdict: "reachable",
  },
  {
    id: "connector-by-local-of-two",
    why: "A local passes on the id of one of two connectors, and the other one is on another network.",
    mutate: (root) => {
      copy(root, CONNECTOR, "other", { name: "other", network: otherNetwork(root), ip_cidr_range: "10.3.0.0/28" });
      root.locals = { connector: ref("google_vpc_access_connector.other.id") };
      access(root, { connector: ref("local.connector") });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    plan: noLocals,
  },
  {
    id: "connector-given-or-made",
    why: "No connector is given, so the one that is made is used.",
    mutate: (root) => {
      variable(root, "connector", "");
      access(root, { connector: ref(`var.connector != "" ? var.connector : ${CONNECTOR}.id`) });
    },
    verdict: "reachable",
  },
  {
    id: "connector-chosen-by-what-is-unknown",
    why: "Which connector is used depends on something that is known only after the apply.",
    mutate: (root) => {
      add(root, "terraform_data.choice", { input: "old" });
      const chosen = `terraform_data.choice.output == "new" ? ${CONNECTOR}.id : "projects/acme/locations/x/connectors/y"`;
      access(root, { connector: ref(chosen) });
    },
    ...unresolved,
  },
  {
    id: "wrong-network-id-by-local",
    why: "A local passes on the id of a network that the connector is not on.",
    mutate: (root) => {
      root.locals = { network: otherNetwork(root) };
      set(root, CACHE, { authorized_network: ref("local.network") });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
    plan: noLocals,
  },
  {
    id: "range-by-local",
    why: "A local holds the range that the rule denies.",
    mutate: (root) => {
      root.locals = { services: { range: "10.166.0.0/16" } };
      deny(root, { destination_ranges: [ref("local.services.range")] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "host-by-local",
    why: "A local passes Redis's address on to the service.",
    mutate: (root) => {
      root.locals = { redis: ref(`${CACHE}.host`) };
      env(root, "REDIS_HOST", ref("local.redis"));
    },
    verdict: "reachable",
  },
  {
    id: "wrong-host-by-local",
    why: "The local passes on the address of another Redis, and that one is in another region.",
    mutate: (root) => {
      const other = copy(root, CACHE, "other", { name: "other-cache", region: "us-central1" });
      root.locals = { redis: ref(`${other}.host`) };
      env(root, "REDIS_HOST", ref("local.redis"));
    },
    verdict: "blocked",
    code: "REGION_MISMATCH",
    plan: { ...unresolved, because: "locals are absent from a plan, and the address may be anybody's" },
  },
  {
    id: "network-path-put-together",
    why: "Project and name between the words of a path are the network's.",
    mutate: (root) => {
      const path = `projects/${ref(`${VPC}.project`)}/global/networks/${ref(`${VPC}.name`)}`;
      connector(root, { network: path });
      set(root, CACHE, { authorized_network: path });
    },
    verdict: "reachable",
  },
  {
    id: "network-path-of-other-project",
    why: "The name is the network's, the project around it is another one.",
    mutate: (root) => {
      variable(root, "host_project", "acme-prod");
      const path = `projects/${ref("var.host_project")}/global/networks/${ref(`${VPC}.name`)}`;
      set(root, CACHE, { authorized_network: path });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "self-link-put-together",
    why: "A host and a version before a network's id make its self link.",
    mutate: (root) =>
      set(root, CACHE, { authorized_network: `https://www.googleapis.com/compute/v1/${ref(`${VPC}.id`)}` }),
    verdict: "reachable",
  },
];

export function variable(root: Root, name: string, value?: unknown): void {
  root.variable = { ...root.variable, [name]: value === undefined ? {} : { default: value } };
}
