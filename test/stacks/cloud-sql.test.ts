import { readJson } from "../../lineup/src/inputs/read";
import { judge } from "../../lineup/src/verify";
import { one } from "../constructs/workbench";
import { edited } from "../support/environment-problems";
import { read, type StackJson, stagingInput, synthesizeEnvironment } from "../support/synth";

const DATABASE = "google_sql_database_instance.orders";

/** Staging with a database on its services range, which the backend reads. */
function withDatabase(change: (json: StackJson) => void = () => {}): StackJson {
  const json = synthesizeEnvironment(read(stagingInput()));
  const [network = ""] = Object.keys(json.resource.google_compute_network);
  const [connection = ""] = Object.keys(json.resource.google_service_networking_connection);
  json.resource.google_sql_database_instance = {
    orders: {
      name: "orders",
      region: one(json, "google_redis_instance").region,
      database_version: "POSTGRES_16",
      settings: {
        tier: "db-custom-2-7680",
        ip_configuration: { ipv4_enabled: false, private_network: `\${google_compute_network.${network}.id}` },
      },
      depends_on: [`google_service_networking_connection.${connection}`],
    },
  };
  const services = Object.values(json.resource.google_cloud_run_v2_service) as StackJson[];
  const backend = services.find(({ name }) => name === "netra-backend-staging");
  backend?.template.containers[0].env.push({ name: "DB_HOST", value: `\${${DATABASE}.private_ip_address}` });
  change(json);
  return json;
}

const verdictOn = (json: StackJson) =>
  judge(readJson(json, "cdk.tf.json"))
    .paths.filter(({ to }) => to === DATABASE)
    .map(({ verdict, port, causes }) => [verdict, port, causes.map(({ code }) => code)]);

test("a service of the environment reaches Cloud SQL by its private address, through the port that is opened for it", () => {
  expect(verdictOn(withDatabase())).toEqual([["reachable", 5432, []]]);
});

test("without that opening the closed connector keeps it from Cloud SQL", () => {
  const shut = withDatabase((json) => {
    const rules = json.resource.google_compute_firewall;
    for (const [id, { allow }] of Object.entries(rules) as [string, StackJson][]) {
      if (allow?.[0].ports?.includes("5432")) delete rules[id];
    }
  });
  expect(verdictOn(shut)).toEqual([["blocked", 5432, ["FIREWALL_RULE"]]]);
});

test("a database that stays where it was is opened to as well, for services with Redis and on the same ports", () => {
  const at = (input: ReturnType<typeof stagingInput>) =>
    (Object.values(synthesizeEnvironment(read(input)).resource.google_compute_firewall) as StackJson[])
      .filter(({ direction, allow }) => direction === "EGRESS" && ["5432", "3307"].includes(allow?.[0].ports?.[0]))
      .map(({ destination_ranges, allow, target_tags }) => [destination_ranges[0], allow[0].ports[0], target_tags]);
  const before = at(stagingInput());
  const after = at(
    edited(stagingInput(), {
      "cloudSql.ranges": ["10.99.0.0/20", "10.98.0.0/24"],
      "network.otherServicesRanges": ["google-managed-services-default"],
    }),
  );
  const [, , tags] = before[0] ?? [];
  const opened = ["10.99.0.0/20", "10.98.0.0/24"].flatMap((range) =>
    ["5432", "3307"].map((port) => [range, port, tags]),
  );
  expect(before.map(([range]) => range)).toEqual(["10.166.0.0/16", "10.166.0.0/16"]);
  expect(after.map(String).sort()).toEqual([...before, ...opened].map(String).sort());
});
