import { Range } from "../../addressing/range";
import { Network } from "../../constructs/network";
import { dedicated, every, existing, one, pointsAt, REGION, synthesizeConstructs, waitsFor } from "./workbench";

describe("a dedicated network", () => {
  const json = synthesizeConstructs((stack) => dedicated(stack));
  const network = one(json, "google_compute_network");
  const subnet = one(json, "google_compute_subnetwork");

  test("is a VPC that makes no subnets of its own", () => {
    expect(network).toMatchObject({ name: "network-vpc", auto_create_subnetworks: false, routing_mode: "REGIONAL" });
  });

  test("has one subnet, in its region, of the range it was given", () => {
    expect(subnet).toMatchObject({ name: "network-subnet", region: REGION, ip_cidr_range: "10.0.0.0/24" });
    expect(pointsAt(json, subnet.network)).toBe("google_compute_network network-vpc id");
  });

  test("lets machines without a public address call Google", () => {
    expect(subnet.private_ip_google_access).toBe(true);
  });

  test("keeps no flow logs unless it is told to, and then whole ones", () => {
    expect(subnet.log_config).toBeUndefined();
    const watched = synthesizeConstructs((stack) => {
      const subnet = { name: "watched", range: Range.parse("10.0.0.0/24"), flowLogs: true };
      Network.dedicated(stack, "network", { name: "watched-vpc", region: REGION, subnet });
    });
    expect(one(watched, "google_compute_subnetwork").log_config).toEqual({
      aggregation_interval: "INTERVAL_5_SEC",
      flow_sampling: 1,
      metadata: "INCLUDE_ALL_METADATA",
    });
  });

  test("is described where what exists is, and made anew for another description", () => {
    expect([network.description, subnet.description]).toEqual([undefined, undefined]);
    const described = synthesizeConstructs((stack) => {
      const subnet = { name: "old", description: "Its subnet", range: Range.parse("10.0.0.0/24"), flowLogs: false };
      Network.dedicated(stack, "network", { name: "old", description: "By hand", region: REGION, subnet });
    });
    expect(one(described, "google_compute_network").description).toBe("By hand");
    expect(one(described, "google_compute_subnetwork").description).toBe("Its subnet");
  });

  test("waits for the API it needs", () => {
    expect(waitsFor(json, network)).toEqual(["google_project_service compute.googleapis.com"]);
  });

  test("reads nothing that it did not make", () => {
    expect(json.data).toBeUndefined();
  });
});

describe("an existing network", () => {
  let network: Network | undefined;
  const json = synthesizeConstructs((stack) => {
    network = existing(stack);
  });

  test("is the project's default one, and is read", () => {
    expect(json.data.google_compute_network).toEqual({
      [Object.keys(json.data.google_compute_network)[0] ?? ""]: expect.objectContaining({ name: "default" }),
    });
  });

  test("brings nothing into being, not even an API", () => {
    expect(json.resource).toBeUndefined();
  });

  test("knows that it is not ours: no subnet, no range", () => {
    expect(network).toMatchObject({ isDedicated: false, subnetName: undefined, subnetRange: undefined });
  });
});

test("a network says where it is used, and a dedicated one what its subnet is", () => {
  synthesizeConstructs((stack) => {
    const network = dedicated(stack, "network", "europe-west1");
    expect(network.region).toBe("europe-west1");
    expect(network.isDedicated).toBe(true);
    expect(String(network.subnetRange)).toBe("10.0.0.0/24");
  });
});

test("two networks in one stack are two networks", () => {
  const json = synthesizeConstructs((stack) => {
    dedicated(stack);
    dedicated(stack, "other");
  });
  expect(every(json, "google_compute_subnetwork").map(({ network }) => pointsAt(json, network))).toEqual([
    "google_compute_network network-vpc id",
    "google_compute_network other-vpc id",
  ]);
});
