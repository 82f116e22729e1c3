import { namesOf } from "../../src/diagnose/names-of";
import { repairCommands } from "../../src/diagnose/repairs";
import type { Resource } from "../../src/inputs/model";

const connection = (ranges: unknown) =>
  ({
    address: "google_service_networking_connection.a",
    type: "google_service_networking_connection",
    mode: "managed",
    values: { reserved_peering_ranges: ranges },
  }) as unknown as Resource;

const peering = (...resources: Resource[]) => {
  const live = { model: { resources } } as unknown as Parameters<typeof namesOf>[1];
  const names = namesOf({ project: "acme", written: undefined }, live, {
    at: "google_compute_network.a",
    services: [],
  });
  return repairCommands("NO_ROUTE", names).find((command) => command.includes("vpc-peerings update"));
};

test("a peering that is made again names every range of the connection: one that is left out is cut off", () => {
  expect(peering(connection(["redis-range", "sql-range"]))).toContain("--ranges redis-range,sql-range --force");
});

test.each([
  ["no connection is read", []],
  ["one range is not known", [connection(["redis-range", {}])]],
  ["there are no ranges", [connection([])]],
  ["there are two connections", [connection(["a"]), connection(["b"])]],
])("where %s nobody's range is guessed", (_, resources) => {
  expect(peering(...resources)).toContain("--ranges RANGES --force");
});

test("a version of a secret that is disabled is enabled by its own number, under the name of its secret", () => {
  const live = { model: { resources: [] } } as unknown as Parameters<typeof namesOf>[1];
  const at = "google_secret_manager_secret_version.redis-auth/3";
  const names = namesOf({ project: "acme", written: undefined }, live, { at, services: ["api"] });
  expect(repairCommands("SECRET_NOT_READABLE", names)).toContain(
    "gcloud secrets versions enable 3 --secret redis-auth --project acme",
  );
});
