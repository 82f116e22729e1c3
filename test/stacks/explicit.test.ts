import type { StackJson } from "../support/synth";
import { schemas } from "../support/walker/facts";
import { valuesAt } from "../support/walker/stack";
import { EXCEPTIONS, type Exception } from "./explicit-exceptions";
import { allStacks, environments, resourcesOf, type StackResource } from "./stacks";

interface Unset extends StackResource {
  path: string;
}

/** What the provider would fill in: optional and computed, in a block that is there, and not said. */
function leftToProvider(resource: StackResource): Unset[] {
  return Object.entries(schemas[resource.type]?.attributes ?? {}).flatMap(([path, { optional, computed }]) => {
    if (!optional || !computed) return [];
    const keys = path.split(".");
    const key = keys.pop() ?? "";
    const parents = keys.length === 0 ? [resource.body] : valuesAt(resource.body, keys.join("."));
    const silent = (parents as StackJson[]).some((parent) => valuesAt(parent, key).length === 0);
    return silent ? [{ ...resource, path }] : [];
  });
}

const excuses = ({ type, attributes, where }: Exception, unset: Unset) =>
  (type === "*" || type === unset.type) && attributes.includes(unset.path) && (where?.(unset.body) ?? true);

const unexcused = (resources: StackResource[]) =>
  resources
    .flatMap(leftToProvider)
    .filter((unset) => !EXCEPTIONS.some((exception) => excuses(exception, unset)))
    .map(({ address, path }) => `${address} ${path}`);

const stacks = allStacks.filter(([name]) => environments.some((environment) => environment.name === name));

test.each(stacks)("in %s nothing that a plan would not see is left to the provider", (_, json) => {
  expect(unexcused(resourcesOf(json))).toEqual([]);
});

const ALL_UNSET = stacks.flatMap(([, json]) => resourcesOf(json).flatMap(leftToProvider));
const ONE_BY_ONE = EXCEPTIONS.flatMap((exception) =>
  exception.attributes.map((attribute) => ({ ...exception, attributes: [attribute], attribute })),
);

test.each(ONE_BY_ONE)("the exception for $attribute of $type is needed", (exception) => {
  expect(ALL_UNSET.some((unset) => excuses(exception, unset))).toBe(true);
});

test.each(ONE_BY_ONE)(
  "the exception for $attribute of $type is for an attribute that the provider computes",
  (exception) => {
    const types = exception.type === "*" ? Object.keys(schemas) : [exception.type];
    expect(types.some((type) => schemas[type]?.attributes[exception.attribute]?.computed)).toBe(true);
  },
);

test("an exception for ingress rules does not excuse an egress rule", () => {
  const [, json] = stacks[0] ?? [];
  const resources = structuredClone(resourcesOf(json ?? {}));
  const opening = resources.find(({ address }) => address === "google_compute_firewall.firewall_redis_egress");
  delete opening?.body.destination_ranges;
  expect(unexcused(resources)).toEqual(["google_compute_firewall.firewall_redis_egress destination_ranges"]);
});

describe("on the path, it is noticed when somebody leaves out", () => {
  const ON_THE_PATH: [string, string][] = [
    ["google_cloud_run_v2_service.backend_service", "template.vpc_access.egress"],
    ["google_cloud_run_v2_service.backend_service", "template.service_account"],
    ["google_cloud_run_v2_service.backend_service", "template.containers.startup_probe"],
    ["google_cloud_run_v2_service.backend_service", "traffic"],
    ["google_cloud_run_v2_service.backend_service", "ingress"],
    ["google_cloud_run_v2_job.backend_service_probe", "template.template.vpc_access.egress"],
    ["google_cloud_run_v2_job.backend_service_probe", "template.template.service_account"],
    ["google_redis_instance.cache", "authorized_network"],
    ["google_redis_instance.cache", "reserved_ip_range"],
    ["google_redis_instance.cache", "redis_version"],
    ["google_redis_instance.cache", "region"],
    ["google_vpc_access_connector.connector", "network"],
    ["google_vpc_access_connector.connector", "region"],
    ["google_vpc_access_connector.connector", "min_instances"],
    ["google_vpc_access_connector.connector", "max_instances"],
    ["google_compute_global_address.private_services_range", "address"],
    ["google_compute_global_address.private_services_range", "prefix_length"],
    ["google_compute_firewall.firewall_redis_egress", "direction"],
    ["google_compute_firewall.firewall_closed", "destination_ranges"],
    ["google_compute_subnetwork.network_subnet", "private_ip_google_access"],
  ];

  test.each(ON_THE_PATH)("of %s %s", (address, path) => {
    for (const [, json] of stacks) {
      const resources = structuredClone(resourcesOf(json));
      const keys = path.split(".");
      const key = keys.pop() ?? "";
      const body = resources.find((resource) => resource.address === address)?.body ?? {};
      const [parent] = keys.length === 0 ? [body] : (valuesAt(body, keys.join(".")) as StackJson[]);
      delete parent?.[key];
      expect(unexcused(resources)).toEqual([`${address} ${path}`]);
    }
  });
});
