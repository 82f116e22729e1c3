import { CloudNat } from "../../constructs/cloud-nat";
import type { Network } from "../../constructs/network";
import { dedicated, one, pointsAt, REGION, synthesizeConstructs } from "./workbench";

const natIn = (network: Network) =>
  new CloudNat(network, "nat", { network, routerName: "a-router", natName: "a-gateway", asn: 64512 });

describe("the NAT", () => {
  const json = synthesizeConstructs((stack) => natIn(dedicated(stack)));
  const router = one(json, "google_compute_router");
  const nat = one(json, "google_compute_router_nat");

  test("has a router in the network, under its own number", () => {
    expect(router).toMatchObject({ name: "a-router", region: REGION, bgp: { asn: 64512 } });
    expect(pointsAt(json, router.network)).toBe("google_compute_network network-vpc id");
  });

  test("has one without a number where it is given none", () => {
    const silent = synthesizeConstructs((stack) => {
      const network = dedicated(stack);
      new CloudNat(network, "nat", { network, routerName: "a-router", natName: "a-gateway", asn: undefined });
    });
    expect(one(silent, "google_compute_router").bgp).toBeUndefined();
  });

  test("belongs to that router, in the same region", () => {
    expect(nat).toMatchObject({ name: "a-gateway", region: REGION });
    expect(pointsAt(json, nat.router)).toBe("google_compute_router a-router name");
  });

  test("serves all subnets: the connector's own is hidden and cannot be listed", () => {
    expect(nat.source_subnetwork_ip_ranges_to_nat).toBe("ALL_SUBNETWORKS_ALL_IP_RANGES");
    expect(nat.subnetwork).toBeUndefined();
  });

  test("translates to addresses that Google chooses", () => {
    expect(nat).toMatchObject({
      type: "PUBLIC",
      endpoint_types: ["ENDPOINT_TYPE_VM"],
      nat_ip_allocate_option: "AUTO_ONLY",
    });
  });

  test("allocates ports dynamically, within limits", () => {
    expect([nat.min_ports_per_vm, nat.max_ports_per_vm]).toEqual([64, 4096]);
  });

  test("does not set the two options that the API refuses together", () => {
    expect([nat.enable_dynamic_port_allocation, nat.enable_endpoint_independent_mapping]).toEqual([true, false]);
  });

  test("sets both fields of its logging, as the provider requires", () => {
    expect(nat.log_config).toEqual({ enable: true, filter: "ERRORS_ONLY" });
  });
});

test("the region of a NAT is the region of its network", () => {
  const json = synthesizeConstructs((stack) => natIn(dedicated(stack, "network", "europe-west1")));
  expect([one(json, "google_compute_router").region, one(json, "google_compute_router_nat").region]).toEqual([
    "europe-west1",
    "europe-west1",
  ]);
});
