import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { type Json, settledInventory } from "../inventory/live";

// What a live project names and its inventory does not list, or lists without saying how it is.

const whole = settledInventory();

function pathsAfter(change: (inventory: Json) => void) {
  const inventory = whole();
  change(inventory);
  return judge(readJson(inventory, "live.json")).paths;
}

const of = (inventory: Json, type: string) => inventory.resources.find((one: Json) => one.type === type).values;
const without = (type: string) => (inventory: Json) => {
  inventory.resources = inventory.resources.filter((one: Json) => one.type !== type);
};
const access = (change: (access: Json) => void) => (inventory: Json) => {
  for (const { type, values } of inventory.resources)
    if (type === "google_cloud_run_v2_service") for (const one of values.template[0].vpc_access) change(one);
};
const connectorOf = (project: string) =>
  access((one) => {
    one.connector = one.connector.replace(/projects\/[^/]+/, `projects/${project}`);
  });
const stateOfRedis = (state: string | undefined) => (inventory: Json) => {
  of(inventory, "google_redis_instance").state = state;
};
const subnetwork = (name: string) =>
  access((one) => {
    Object.assign(one, { connector: "", network_interfaces: [{ network: "acme-vpc", subnetwork: name, tags: [] }] });
  });

test.each<[string, string, (inventory: Json) => void]>([
  ["everything is listed", "reachable", () => {}],
  ["the connector is one of another project", "unknown", connectorOf("host-project")],
  ["the connector is named by the number of a project", "unknown", connectorOf("123456789")],
  ["no connector of the project is listed", "blocked", without("google_vpc_access_connector")],
  ["the network is not listed", "unknown", without("google_compute_network")],
  ["the subnetwork of the interface is not listed", "unknown", subnetwork("gone")],
  ["Redis has an empty state", "unknown", stateOfRedis("")],
  ["Redis has no state", "unknown", stateOfRedis(undefined)],
])("where %s, the path is %s", (_, verdict, change) => {
  expect(pathsAfter(change).map((path) => path.verdict)).toEqual([verdict]);
});

test("of two Redis with one address, the one in the network of the service is meant", () => {
  const [path] = pathsAfter(() => {});
  const paths = pathsAfter((inventory) => {
    const redis = of(inventory, "google_redis_instance");
    const authorized_network = "projects/acme-staging/global/networks/other";
    const values = { ...redis, name: "other", authorized_network };
    inventory.resources.push({ type: "google_redis_instance", name: "other", values });
  });
  expect(paths).toEqual([path]);
});
