import { API, CACHE, CONNECTOR, EGRESS_RULE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { directly } from "./direct-peering";
import { add, at, close, connector, deny, opening, remove, set, subnet } from "./edit";

const REFUSED = { verdict: "blocked", code: "VPC_CONNECTOR_NOT_RUNNING" } as const;
const DOUBTFUL = { verdict: "unknown", code: "VPC_CONNECTOR_NOT_RUNNING" } as const;
const UNTOLD = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;

/** What Terraform plans and Google refuses, and resources whose project is easily mistaken. */
export const refused: VerifyCase[] = [
  {
    id: "connector-range-too-large",
    why: "A connector takes exactly a /28.",
    mutate: (root) => connector(root, { ip_cidr_range: "10.2.0.0/27" }),
    ...REFUSED,
  },
  {
    id: "connector-range-inside-of-a-block",
    why: "10.2.0.5/28 begins inside of a /28.",
    mutate: (root) => connector(root, { ip_cidr_range: "10.2.0.5/28" }),
    ...DOUBTFUL,
  },
  {
    id: "connector-without-room-to-grow",
    why: "The least number of instances is below the most.",
    mutate: (root) => connector(root, { min_instances: 3, max_instances: 3 }),
    ...REFUSED,
  },
  {
    id: "connector-name-too-long",
    why: "23 characters are more than the documentation advises (fewer than 21, a hyphen counts as two), and the API takes up to 25: real connectors have such names.",
    mutate: (root) => {
      connector(root, { name: "the-connector-of-orders" });
      opening(root, { target_tags: ["vpc-connector"] });
    },
    verdict: "reachable",
  },
  {
    id: "subnet-form-not-a-28",
    why: "The subnet of a connector is a /28.",
    mutate: (root) => onSubnet(root, { ip_cidr_range: "10.3.0.0/24" }),
    ...REFUSED,
  },
  {
    id: "subnet-form-of-other-project",
    why: "Left out, the project of the subnet is the connector's, which has no such subnet here.",
    mutate: (root) => {
      onSubnet(root, {}, { name: "conn" });
      connector(root, { project: "acme-service" });
    },
    ...UNTOLD,
  },
  {
    id: "subnet-form-of-host-project",
    why: "A connector of a service project on a subnet of the host project, named with its project.",
    mutate: (root) => {
      onSubnet(root, {}, { name: "conn", project_id: "acme-staging" });
      connector(root, { project: "acme-service" });
    },
    verdict: "reachable",
  },
  {
    id: "connector-of-host-project",
    why: "A service of a service project uses a connector of the project that shares its network with it.",
    mutate: (root) => set(root, API, { project: "acme-service" }),
    verdict: "reachable",
  },
  {
    id: "connector-of-host-project-denied",
    why: "What denies the connector of the host project denies the service of the service project.",
    mutate: (root) => {
      set(root, API, { project: "acme-service" });
      deny(root);
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "connector-of-third-project",
    why: "Only the project that shares the network lends a connector: what happens with one of a third project is not documented.",
    mutate: (root) => {
      onSubnet(root, {}, { name: "conn", project_id: "acme-staging" });
      connector(root, { project: "acme-third" });
      set(root, API, { project: "acme-service" });
    },
    verdict: "unknown",
    code: "UNRESOLVED_REFERENCE",
  },
  {
    id: "connector-project-through-resource",
    why: "The project of the connector is known after the apply, and only then which acme-vpc it is on.",
    mutate: (root) => {
      add(root, "terraform_data.project", { input: "acme-other" });
      connector(root, { project: ref("terraform_data.project.output") });
    },
    ...UNTOLD,
  },
  {
    id: "opening-in-other-project",
    why: "A rule must be in the project of its network, so this one allows nothing.",
    mutate: (root) => {
      close(root);
      set(root, EGRESS_RULE, { project: "acme-other" });
    },
    ...UNTOLD,
  },
  {
    id: "shared-vpc-with-direct-peering",
    why: "In a shared VPC Redis needs private services access; it does not peer by itself with another project's network.",
    mutate: (root) => directly(root, { project: "acme-service" }),
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "shared-vpc-with-services-access",
    why: "A Redis of a service project on the host project's network, over that network's services connection.",
    mutate: (root) => set(root, CACHE, { project: "acme-service" }),
    verdict: "reachable",
  },
  {
    id: "zone-of-other-region",
    why: "us-east1-b is no zone of europe-west1.",
    mutate: (root) => set(root, CACHE, { location_id: "us-east1-b" }),
    verdict: "unknown",
    code: "REGION_MISMATCH",
  },
  {
    id: "zone-of-own-region",
    why: "europe-west1-b is a zone of europe-west1.",
    mutate: (root) => set(root, CACHE, { location_id: "europe-west1-b" }),
    verdict: "reachable",
  },
  {
    id: "v1-egress-unheard-of",
    why: "The annotation is neither private-ranges-only nor all-traffic.",
    mutate: (root) => firstApi(root, { "run.googleapis.com/vpc-access-egress": "none" }),
    ...UNTOLD,
    plan: { planned: false, because: "the provider refuses the value" },
  },
  {
    id: "v1-connector-and-interface",
    why: "A connector and an interface exclude each other.",
    mutate: (root) => firstApi(root, { "run.googleapis.com/network-interfaces": '[{"network":"acme-vpc"}]' }),
    ...UNTOLD,
  },
];

function onSubnet(root: Root, attributes: Root, said: Root = {}): void {
  subnet(root, "conn", attributes);
  const name = ref("google_compute_subnetwork.conn.name");
  connector(root, { network: undefined, ip_cidr_range: undefined, subnet: { name, ...said } });
}

/** The same service, as the v1 API describes it. */
function firstApi(root: Root, more: Root): void {
  const { name, location, template } = at(root, API);
  const annotations = { "run.googleapis.com/vpc-access-connector": ref(`${CONNECTOR}.name`), ...more };
  const spec = { containers: template.containers };
  add(root, "google_cloud_run_service.api", { name, location, template: { metadata: { annotations }, spec } });
  remove(root, API);
}
