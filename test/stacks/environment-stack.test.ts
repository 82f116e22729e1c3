import { every, one, pointsAt } from "../constructs/workbench";
import { ref } from "../support/rewrites";
import { read, stagingInput, synthesizeEnvironment } from "../support/synth";
import { onTheDefaultNetwork, stagingWith } from "./stacks";

describe("an environment with a network of its own", () => {
  const { services } = stagingInput();
  const json = synthesizeEnvironment(read(stagingInput()));

  test("calls everything by the names people know", () => {
    const name = (type: string) => one(json, type).name;
    expect(name("google_compute_network")).toBe("staging-vpc");
    expect(one(json, "google_compute_subnetwork")).toMatchObject({
      name: "staging-subnet",
      ip_cidr_range: "10.0.0.0/24",
    });
    expect(name("google_compute_global_address")).toBe("staging-private-ip");
    expect(one(json, "google_vpc_access_connector")).toMatchObject({
      name: "staging-connector",
      ip_cidr_range: "10.2.0.0/28",
    });
    expect(name("google_redis_instance")).toBe("staging-redis");
    expect(one(json, "google_compute_router")).toMatchObject({ name: "staging-nat-router", bgp: { asn: 64512 } });
    expect(name("google_compute_router_nat")).toBe("staging-nat-gateway");
  });

  test("puts behind the connector the services with Redis, and leaves the others outside", () => {
    const connectors = every(json, "google_cloud_run_v2_service").map(({ name, template }) => [
      name,
      template.vpc_access ? pointsAt(json, template.vpc_access.connector) : "outside",
    ]);
    const said = Object.values(services).map((service) => [
      service.name,
      service.redis ? "google_vpc_access_connector staging-connector id" : "outside",
    ]);
    expect(connectors.sort()).toEqual(said.sort());
    expect(connectors).toContainEqual(["netra-backend-staging", "google_vpc_access_connector staging-connector id"]);
    expect(connectors).toContainEqual(["netra-frontend-staging", "outside"]);
  });

  test("opens the way to Cloud SQL for the services that are connected, and says why", () => {
    const opened = every(json, "google_compute_firewall").filter(({ name }) => name.startsWith("allow-egress-"));
    expect(opened.map(({ allow }) => allow[0].ports[0]).sort()).toEqual(["3307", "5432"]);
    for (const { description, destination_ranges } of opened) {
      expect(destination_ranges).toEqual(["10.166.0.0/16"]);
      for (const { name } of Object.values(services).filter(({ redis }) => redis)) {
        expect(description).toContain(`${name}: Cloud SQL`);
      }
    }
  });

  test("takes the region, the ranges and the egress from what the environment says", () => {
    const moved = stagingWith((input) => {
      input.region = "europe-west1";
      Object.assign(input.services.backend ?? {}, { egress: "ALL_TRAFFIC" });
    });
    const regions = [
      ...every(moved, "google_redis_instance").map(({ region }) => region),
      ...every(moved, "google_vpc_access_connector").map(({ region }) => region),
      ...every(moved, "google_compute_subnetwork").map(({ region }) => region),
      ...every(moved, "google_compute_router_nat").map(({ region }) => region),
      ...every(moved, "google_cloud_run_v2_service").map(({ location }) => location),
    ];
    expect(new Set(regions)).toEqual(new Set(["europe-west1"]));
    const backend = one(moved, "google_cloud_run_v2_service", "netra-backend-staging");
    expect(backend.template.vpc_access.egress).toBe("ALL_TRAFFIC");
  });
});

describe("an environment on the project's default network", () => {
  const json = onTheDefaultNetwork();

  test("makes no network, no subnet, no services range, no NAT and no firewall", () => {
    expect(Object.keys(json.resource).sort()).toEqual([
      "google_cloud_run_v2_job",
      "google_cloud_run_v2_job_iam_member",
      "google_cloud_run_v2_service",
      "google_cloud_run_v2_service_iam_member",
      "google_logging_metric",
      "google_monitoring_alert_policy",
      "google_monitoring_custom_service",
      "google_monitoring_dashboard",
      "google_monitoring_notification_channel",
      "google_monitoring_slo",
      "google_monitoring_uptime_check_config",
      "google_project_service",
      "google_redis_instance",
      "google_secret_manager_secret",
      "google_secret_manager_secret_iam_member",
      "google_secret_manager_secret_version",
      "google_vpc_access_connector",
    ]);
  });

  test("has its connector and its Redis on the same data source", () => {
    expect(one(json, "google_vpc_access_connector").network).toBe(ref("data.google_compute_network.network.name"));
    expect(one(json, "google_redis_instance").authorized_network).toBe(ref("data.google_compute_network.network.id"));
    expect(json.data.google_compute_network.network).toMatchObject({ name: "default" });
  });

  test("peers Redis directly, at the addresses it pins", () => {
    expect(one(json, "google_redis_instance")).toMatchObject({
      connect_mode: "DIRECT_PEERING",
      reserved_ip_range: "10.3.0.0/29",
    });
  });

  test("says null for what it does not make, and refers to what it does", () => {
    const values = Object.entries<{ value: unknown }>(json.output).map(([name, { value }]) => [name, value]);
    expect(
      values
        .filter(([, value]) => value === null)
        .map(([name]) => name)
        .sort(),
    ).toEqual([
      "firewall_rule_ids",
      "firewall_rules",
      "nat_gateway_name",
      "nat_router_name",
      "vpc_network_name",
      "vpc_subnet_name",
    ]);
    expect(json.output.redis_host.value).toBe(ref("google_redis_instance.cache.host"));
  });

  test("enables no API that only a network of its own needs", () => {
    const apis = every(json, "google_project_service").map(({ service }) => service);
    expect(apis).not.toContain("compute.googleapis.com");
    expect(apis).not.toContain("servicenetworking.googleapis.com");
    expect(apis).toContain("vpcaccess.googleapis.com");
  });
});
