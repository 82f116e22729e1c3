import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../../lineup/inputs/read";
import { judge } from "../../lineup/verify";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
type Json = any;

const state: Json = JSON.parse(readFileSync(join(__dirname, "../fixtures/corpus/state/applied.json"), "utf8"));
const SERVICE = "google_cloud_run_v2_service.api";
const CONNECTOR = "google_vpc_access_connector.conn";
const CACHE = "google_redis_instance.cache";

/** The applied world after something happened to it. */
function after(change: (resource: (address: string) => Json) => void) {
  const world = structuredClone(state);
  const { resources } = world.values.root_module;
  change((address) => resources.find((resource: Json) => resource.address === address).values);
  const { verdict, paths } = judge(readJson(world, "state.json"));
  return {
    verdict,
    to: paths.map((path) => path.to),
    codes: paths.flatMap(({ causes }) => causes.map(({ code }) => code)),
  };
}

const variable = (service: Json, name: string) =>
  service.template[0].containers[0].env.find((entry: Json) => entry.name === name);

test("an applied environment reaches its Redis, at one known address", () => {
  expect(after(() => {})).toEqual({ verdict: "reachable", to: [CACHE], codes: [] });
});

test.each<[string, string, (resource: (address: string) => Json) => void]>([
  ["VPC_CONNECTOR_NOT_RUNNING", "a connector that failed", (of) => Object.assign(of(CONNECTOR), { state: "ERROR" })],
  ["REDIS_INSTANCE_NOT_RUNNING", "a Redis under repair", (of) => Object.assign(of(CACHE), { state: "REPAIRING" })],
  [
    "CLOUD_RUN_REVISION_NOT_READY",
    "a revision that does not start",
    (of) => Object.assign(of(SERVICE), { terminal_condition: [{ type: "Ready", state: "CONDITION_FAILED" }] }),
  ],
  ["ADDRESS_MISMATCH", "a Redis that moved", (of) => Object.assign(of(CACHE), { host: "10.107.0.3" })],
  [
    "ADDRESS_MISMATCH",
    "a service that calls itself",
    (of) => Object.assign(variable(of(SERVICE), "REDIS_HOST"), { value: "localhost" }),
  ],
  [
    "REDIS_INSTANCE_UNSUPPORTED_PORT",
    "a test's port",
    (of) => Object.assign(variable(of(SERVICE), "REDIS_PORT"), { value: "6381" }),
  ],
  [
    "VPC_CONNECTOR_NOT_SET",
    "a deploy script that took the connector",
    (of) => Object.assign(of(SERVICE).template[0], { vpc_access: [] }),
  ],
])("%s: %s", (code, _, change) => {
  expect(after(change)).toEqual({ verdict: "blocked", to: [CACHE], codes: [code] });
});

test("a service that only its recorded dependencies tie to Redis is judged, too", () => {
  expect(after((of) => Object.assign(variable(of(SERVICE), "REDIS_HOST"), { name: "CACHE" })).to).toEqual([CACHE]);
});
