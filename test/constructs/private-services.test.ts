import { Range } from "../../addressing/range";
import { PrivateServices } from "../../constructs/private-services";
import { cacheIn, dedicated, one, pointsAt, servicesIn, synthesizeConstructs, waitsFor } from "./workbench";

describe("private services access", () => {
  const json = synthesizeConstructs((stack) => servicesIn(dedicated(stack)));
  const range = one(json, "google_compute_global_address");
  const connection = one(json, "google_service_networking_connection");

  test("sets the whole range aside, so that the first plan knows where Redis can be", () => {
    expect(range).toMatchObject({ name: "services-range", address: "10.166.0.0", prefix_length: 16 });
  });

  test("sets it aside for peering, inside", () => {
    expect(range).toMatchObject({ purpose: "VPC_PEERING", address_type: "INTERNAL" });
  });

  test("sets it aside in the network it connects", () => {
    expect(pointsAt(json, range.network)).toBe("google_compute_network network-vpc id");
    expect(pointsAt(json, connection.network)).toBe("google_compute_network network-vpc id");
  });

  test("connects Google's services, and gives them this range", () => {
    expect(connection.service).toBe("servicenetworking.googleapis.com");
    expect(connection.reserved_peering_ranges.map((value: string) => pointsAt(json, value))).toEqual([
      "google_compute_global_address services-range name",
    ]);
  });

  test.each([
    ["after its own", ["sql"], ["its own", "sql"]],
    [
      "in the order of the connection, where its own is among them",
      ["a", "services-range", "b"],
      ["a", "its own", "b"],
    ],
  ])("keeps the ranges that the connection has besides, %s", (_, others, kept) => {
    const range = Range.parse("10.166.0.0/16");
    const shared = synthesizeConstructs((stack) => {
      const network = dedicated(stack);
      new PrivateServices(network, "services", { network, name: "services-range", range, others });
    });
    const { reserved_peering_ranges: ranges } = one(shared, "google_service_networking_connection");
    const own = ranges.map((value: string) => (value.startsWith("${") ? pointsAt(shared, value) : value));
    expect(own).toEqual(
      kept.map((name) => (name === "its own" ? "google_compute_global_address services-range name" : name)),
    );
  });

  test("waits for the API it needs", () => {
    expect(waitsFor(json, connection)).toEqual(["google_project_service servicenetworking.googleapis.com"]);
  });
});

test("the services of one network are refused for a Redis in another", () => {
  const build = () =>
    synthesizeConstructs((stack) => cacheIn(dedicated(stack), { services: servicesIn(dedicated(stack, "other")) }));
  expect(build).toThrow("cache: its services range belongs to another network - pass the PrivateServices of its own");
});
