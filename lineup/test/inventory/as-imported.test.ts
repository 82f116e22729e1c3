import { readJson } from "../../src/inputs/read";
import { asImported } from "../../src/inventory/shape/as-imported";
import { type Fields, Unresolved } from "../../src/values";
import type { Json } from "./live";

/** As it is read from an inventory. */
function imported(type: string, values: Json): Json {
  const resources = [{ type, name: "x", values }];
  const model = readJson(
    { schema: "lineup/inventory/1", nulls: "withheld", project: "acme-staging", resources },
    "live.json",
  );
  return asImported(type, model.resources[0]?.values as Fields);
}

test("what the API leaves out is empty, and what the provider does not read is what an import says", () => {
  expect(imported("google_compute_network", { name: "acme-vpc", id: "i", self_link: "l" })).toEqual({
    id: "i",
    auto_create_subnetworks: false,
    bgp_always_compare_med: false,
    bgp_best_path_selection_mode: "",
    bgp_inter_region_cost: "",
    delete_default_routes_on_create: false,
    description: "",
    enable_ula_internal_ipv6: false,
    internal_ipv6_range: "",
    mtu: 0,
    name: "acme-vpc",
    network_firewall_policy_enforcement_order: "",
    network_profile: "",
    params: [],
    project: "",
    routing_mode: "",
    self_link: "l",
  });
});

test("an import keeps no label and no annotation: what the thing has stands beside them", () => {
  const labels = { team: "acme" };
  const values = imported("google_redis_instance", { labels, reserved_ip_range: "10.0.0.0/29", state: "READY" });
  expect(values).toMatchObject({ labels: {}, effective_labels: labels, reserved_ip_range: null });
  expect(values).not.toHaveProperty("state");
  const template = [{ labels, annotations: labels, containers: [{ image: "i" }] }];
  const service = imported("google_cloud_run_v2_service", { template });
  expect(service).toMatchObject({ annotations: {}, effective_annotations: {}, deletion_protection: true });
  expect(service.template[0]).toMatchObject({ labels, annotations: labels, timeout: "", vpc_access: [] });
});

test("what a file does not hold, or holds in part, is not known: it never equals what is written", () => {
  const env = [
    { name: "MODE", value: null, value_source: [] },
    { name: "REDIS_URL", value: "redis://10.0.0.3:6379", value_shown_in_part: true, value_source: [] },
    { name: "REDIS_HOST", value: "10.0.0.3", value_source: [] },
  ];
  const template = [{ annotations: { note: null }, containers: [{ args: null, env }] }];
  const values = imported("google_cloud_run_v2_service", { description: null, template });
  const [{ annotations, containers }] = values.template;
  const unknown = [
    values.description,
    annotations.note,
    containers[0].args,
    containers[0].env[0].value,
    containers[0].env[1].value,
  ];
  expect(unknown.map((value) => value instanceof Unresolved)).toEqual([true, true, true, true, true]);
  expect(containers[0].env[2].value).toBe("10.0.0.3");
  expect(containers[0].env[1]).not.toHaveProperty("value_shown_in_part");
});

test("a connector in another project's network has the bare name of it in a state", () => {
  const network = "projects/host/global/networks/shared";
  expect(imported("google_vpc_access_connector", { network }).network).toBe("shared");
});

test("of a type that is not read in the shape of its schema nothing is made up", () => {
  expect(imported("google_compute_unknown", { name: "x" })).toEqual({});
});
