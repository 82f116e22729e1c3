import { ref } from "../support/rewrites";
import { allStacks, environments } from "./stacks";

const names = environments.map(({ name }) => name);
const environmentStacks = allStacks.filter(([name]) => names.includes(name));

describe.each(environmentStacks)("in %s", (stack, json) => {
  test("the outputs are the ones other people's scripts read, by name", () => {
    expect(Object.keys(json.output).sort()).toEqual([
      "firewall_rule_ids",
      "firewall_rules",
      "nat_gateway_name",
      "nat_router_name",
      "redis_host",
      "redis_port",
      "service_urls",
      "vpc_connector_id",
      "vpc_connector_ip_cidr_range",
      "vpc_connector_name",
      "vpc_connector_self_link",
      "vpc_connector_state",
      "vpc_network_name",
      "vpc_subnet_name",
    ]);
  });

  test("each is read from its resource", () => {
    const { firewall_rules, firewall_rule_ids, service_urls, ...single } = json.output;
    expect(
      Object.fromEntries(Object.entries<{ value: string }>(single).map(([name, { value }]) => [name, value])),
    ).toEqual({
      nat_gateway_name: ref("google_compute_router_nat.nat_gateway.name"),
      nat_router_name: ref("google_compute_router.nat_router.name"),
      redis_host: ref("google_redis_instance.cache.host"),
      redis_port: ref("google_redis_instance.cache.port"),
      vpc_connector_id: ref("google_vpc_access_connector.connector.id"),
      vpc_connector_ip_cidr_range: ref("google_vpc_access_connector.connector.ip_cidr_range"),
      vpc_connector_name: ref("google_vpc_access_connector.connector.name"),
      vpc_connector_self_link: ref("google_vpc_access_connector.connector.self_link"),
      vpc_connector_state: ref("google_vpc_access_connector.connector.state"),
      vpc_network_name: ref("google_compute_network.network.name"),
      vpc_subnet_name: ref("google_compute_subnetwork.network_subnet.name"),
    });
  });

  test("firewall_rules and firewall_rule_ids name every rule there is", () => {
    const rules = Object.keys(json.resource.google_compute_firewall).sort();
    const named = (attribute: string) => rules.map((rule) => `\${google_compute_firewall.${rule}.${attribute}}`);
    expect([...json.output.firewall_rules.value].sort()).toEqual(named("name").sort());
    expect([...json.output.firewall_rule_ids.value].sort()).toEqual(named("id").sort());
  });

  test("service_urls is one map of all services", () => {
    const serviceKeys = environments.flatMap(({ name, services }) => (name === stack ? Object.keys(services) : []));
    expect(serviceKeys.length).toBeGreaterThan(0);
    expect(json.output.service_urls.value).toEqual(
      Object.fromEntries(serviceKeys.map((key) => [key, ref(`google_cloud_run_v2_service.${key}_service.uri`)])),
    );
  });
});

test("an environment on the default network has the same outputs, so that no script breaks", () => {
  const namesIn = (stack: string) => Object.keys(allStacks.find(([name]) => name === stack)?.[1].output ?? {}).sort();
  expect(namesIn("staging on the default network")).toEqual(namesIn("staging"));
});
