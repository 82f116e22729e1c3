import { API, CONNECTOR, RANGE, REGION, type Root, ref, SUBNET, VPC } from "./base";
import type { VerifyCase } from "./case";
import { add, copy, deny, otherNetwork, remove, set, subnet } from "./edit";

const V1 = "google_cloud_run_service.api";
const PREFIX = "run.googleapis.com/vpc-access";
const INTERFACES = "run.googleapis.com/network-interfaces";
const UNTOLD = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;

/** Services of the v1 API, which use annotations where v2 uses blocks. */
export const v1Services: VerifyCase[] = [
  {
    id: "v1-service",
    why: "A service of the first API names its connector in an annotation of its revisions.",
    mutate: (root) => v1(root, { [`${PREFIX}-connector`]: ref(`${CONNECTOR}.name`) }),
    verdict: "reachable",
  },
  {
    id: "v1-service-by-id",
    why: "The annotation takes a connector's full id as well.",
    mutate: (root) => v1(root, { [`${PREFIX}-connector`]: ref(`${CONNECTOR}.id`) }),
    verdict: "reachable",
  },
  {
    id: "v1-service-by-self-link",
    why: "The provider gives a connector's full path as its self_link, too.",
    mutate: (root) =>
      v1(root, { [`${PREFIX}-connector`]: ref(`${CONNECTOR}.self_link`), "autoscaling.knative.dev/maxScale": "5" }),
    verdict: "reachable",
  },
  {
    id: "v1-service-by-id-on-other-network",
    why: "The id leads to a connector that is on another network than the authorized one.",
    mutate: (root) => {
      v1(root, { [`${PREFIX}-connector`]: ref(`${CONNECTOR}.id`) });
      set(root, CONNECTOR, { network: otherNetwork(root) });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "v1-service-by-id-beside-another-connector",
    why: "Two annotations name a connector, and one of them decides.",
    mutate: (root) => {
      copy(root, CONNECTOR, "spare", { name: "spare-conn", ip_cidr_range: "10.3.0.0/28" });
      v1(root, {
        [`${PREFIX}-connector`]: ref(`${CONNECTOR}.id`),
        "example.com/spare": ref("google_vpc_access_connector.spare.id"),
      });
    },
    verdict: "reachable",
    plan: { ...UNTOLD, because: "a plan lists the references of all annotations together" },
  },
  {
    id: "v1-service-path-of-other-region",
    why: "The path is put together from the connector's name and another region, where no such connector is.",
    mutate: (root) =>
      v1(root, {
        [`${PREFIX}-connector`]: `projects/acme-staging/locations/us-east1/connectors/${ref(`${CONNECTOR}.name`)}`,
      }),
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "v1-service-annotated-with-other-things",
    why: "The annotations of the template name something, and no way into the network.",
    mutate: (root) => v1(root, { "example.com/cache": ref("google_redis_instance.cache.id") }),
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
    plan: { ...UNTOLD, because: "a plan keeps the references of annotations, and a connector may be written as text" },
  },
  {
    id: "v1-service-annotated-itself-by-id",
    why: "On the service itself the annotation does nothing, whichever way it names the connector.",
    mutate: (root) => {
      v1(root, {});
      set(root, V1, { metadata: { annotations: { [`${PREFIX}-connector`]: ref(`${CONNECTOR}.id`) } } });
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "v1-service-without-annotations",
    why: "Without the annotation a revision is in no VPC.",
    mutate: (root) => v1(root, {}),
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "v1-service-annotated-itself",
    why: "The annotation counts on the revision's template; on the service itself it does nothing.",
    mutate: (root) => {
      v1(root, {});
      set(root, V1, { metadata: { annotations: { [`${PREFIX}-connector`]: ref(`${CONNECTOR}.name`) } } });
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
  {
    id: "v1-service-private-ranges",
    why: "private-ranges-only does not send 198.18.0.0/15 into the VPC.",
    mutate: (root) => {
      v1(root, { [`${PREFIX}-connector`]: ref(`${CONNECTOR}.name`), [`${PREFIX}-egress`]: "private-ranges-only" });
      set(root, RANGE, { address: "198.18.0.0" });
    },
    verdict: "blocked",
    code: "PRIVATE_TRAFFIC_TO_INTERNET",
  },
  {
    id: "v1-service-all-traffic",
    why: "all-traffic sends everything into the VPC, 198.18.0.0/15 included.",
    mutate: (root) => {
      v1(root, { [`${PREFIX}-connector`]: ref(`${CONNECTOR}.name`), [`${PREFIX}-egress`]: "all-traffic" });
      set(root, RANGE, { address: "198.18.0.0" });
    },
    verdict: "reachable",
  },
  {
    id: "v1-service-egress-unset",
    why: "Without the egress annotation only private ranges enter the VPC.",
    mutate: (root) => {
      v1(root, { [`${PREFIX}-connector`]: ref(`${CONNECTOR}.name`) });
      set(root, RANGE, { address: "198.18.0.0" });
    },
    verdict: "blocked",
    code: "PRIVATE_TRAFFIC_TO_INTERNET",
  },
  {
    id: "v1-service-direct-egress",
    why: "The network-interfaces annotation puts a revision into the VPC itself.",
    mutate: (root) => {
      v1(root, { [INTERFACES]: '[{"network":"acme-vpc","subnetwork":"apps","tags":["orders"]}]' });
    },
    verdict: "reachable",
  },
  {
    id: "v1-service-direct-egress-tag-denied",
    why: "The interface in the annotation carries the tag that is denied.",
    mutate: (root) => {
      v1(root, { [INTERFACES]: '[{"network":"acme-vpc","subnetwork":"apps","tags":["orders"]}]' });
      deny(root, { target_tags: ["orders"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "v1-service-direct-egress-by-reference",
    why: "The annotation names network and subnetwork of the interface by reference.",
    mutate: (root) => v1(root, { [INTERFACES]: interfaceOn(VPC, SUBNET) }),
    verdict: "reachable",
  },
  {
    id: "v1-service-direct-egress-on-other-network",
    why: "The interface is in another network than the authorized one.",
    mutate: (root) => {
      otherNetwork(root);
      subnet(root, "elsewhere", { name: "elsewhere", network: ref("google_compute_network.other.id") });
      v1(root, { [INTERFACES]: interfaceOn("google_compute_network.other", "google_compute_subnetwork.elsewhere") });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "v1-service-direct-egress-by-reference-tag-denied",
    why: "The interface carries the tag that is denied, beside references that are not known yet.",
    mutate: (root) => {
      v1(root, { [INTERFACES]: interfaceOn(VPC, SUBNET) });
      deny(root, { target_tags: ["orders"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
    plan: { ...UNTOLD, because: "a plan keeps the references of annotations, and no tag that is written between them" },
  },
  {
    id: "v1-service-connector-on-other-network",
    why: "The annotation leads to a connector that is on another network than the authorized one.",
    mutate: (root) => {
      v1(root, { [`${PREFIX}-connector`]: ref(`${CONNECTOR}.name`) });
      set(root, CONNECTOR, { network: otherNetwork(root) });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "v1-service-through-secret",
    why: "The env of a first-API service reads the address out of a secret, and the service is in no VPC.",
    mutate: (root) => {
      v1(root, {});
      const secret = "google_secret_manager_secret.redis";
      add(root, secret, { secret_id: "redis-address", replication: { auto: {} } });
      const secret_data = ref("google_redis_instance.cache.host");
      add(root, "google_secret_manager_secret_version.redis", { secret: ref(`${secret}.id`), secret_data });
      const secret_key_ref = { name: ref(`${secret}.secret_id`), key: "latest" };
      const [container] = root.resource.google_cloud_run_service.api.template.spec.containers;
      container.env = [{ name: "REDIS_HOST", value_from: { secret_key_ref } }];
    },
    verdict: "blocked",
    code: "VPC_CONNECTOR_NOT_SET",
  },
];

function interfaceOn(network: string, subnetwork: string): string {
  const tags = ["orders"];
  return JSON.stringify([{ network: ref(`${network}.id`), subnetwork: ref(`${subnetwork}.id`), tags }]);
}

/** The service, written for the v1 API. */
function v1(root: Root, annotations: Root): void {
  const { containers } = structuredClone(root.resource.google_cloud_run_v2_service.api.template);
  add(root, V1, {
    name: "orders-api",
    location: REGION,
    template: { metadata: { annotations }, spec: { containers } },
  });
  remove(root, API);
}
