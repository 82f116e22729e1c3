import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../src/inputs/read";
import { judge } from "../src/verify";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
type Json = any;

const state: Json = JSON.parse(readFileSync(join(__dirname, "../../corpus/samples/state/applied.json"), "utf8"));
const SERVICE = "google_cloud_run_v2_service.api";
const CONNECTOR = "google_vpc_access_connector.conn";
const CACHE = "google_redis_instance.cache";

/** The applied world after something happened to it. */
function after(change: (resource: (address: string) => Json, resources: Json[]) => void) {
  const world = structuredClone(state);
  const { resources } = world.values.root_module;
  change((address) => resources.find((resource: Json) => resource.address === address).values, resources);
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

test("a connector whose region the provider gave it says where it is in its id", () => {
  const silent = after((of) => Object.assign(of(CONNECTOR), { region: null }));
  expect(silent).toEqual({ verdict: "reachable", to: [CACHE], codes: [] });
});

/** A connector of another project than its network's, on a subnet of that network: its own network is a bare name. */
const lent = (lender: string) =>
  after((of, resources) => {
    const name = `projects/acme-service/locations/europe-west1/connectors/${of(CONNECTOR).name}`;
    const range = { ip_cidr_range: "", subnet: [{ name: "lent", project_id: lender }] };
    Object.assign(of(CONNECTOR), { id: name, self_link: name, project: "acme-service", ...range });
    Object.assign(of(SERVICE).template[0].vpc_access[0], { connector: name });
    const subnet = structuredClone(resources.find(({ type }: Json) => type === "google_compute_subnetwork"));
    Object.assign(subnet, { address: "google_compute_subnetwork.lent", name: "lent" });
    Object.assign(subnet.values, { name: "lent", ip_cidr_range: "10.3.0.0/28", id: "", self_link: "" });
    resources.push(subnet);
  });

test("a connector on a subnet of another project is on that project's network, whose bare name it has", () => {
  expect(lent("acme-staging").codes).not.toContain("GOOGLE_MANAGED_SERVICE_NO_PEERING");
  expect(lent("acme-staging").verdict).not.toBe("blocked");
  expect(lent("acme-other").codes).toContain("GOOGLE_MANAGED_SERVICE_NO_PEERING");
});

describe("an address in a secret", () => {
  const PROJECT = { project: "acme-staging" };
  const secret = { secret_id: "redis", name: "projects/1234/secrets/redis", id: "projects/acme-staging/secrets/redis" };

  /** The service reads its Redis's address from a secret, in this way. */
  function from(use: (service: Json) => void, more: (of: (address: string) => Json) => void = () => {}) {
    return after((of, resources) => {
      const host = of(CACHE).host;
      const entry = variable(of(SERVICE), "REDIS_HOST");
      Object.assign(entry, { name: "CACHE_ADDRESS", value: "unused" });
      resources.find(({ address }: Json) => address === SERVICE).depends_on = [];
      const version = { secret: secret.id, secret_data: host, version: "1", enabled: true };
      for (const [type, values] of [
        ["google_secret_manager_secret", { ...PROJECT, ...secret }],
        ["google_secret_manager_secret_version", version],
      ] as const) {
        resources.push({ address: `${type}.redis`, mode: "managed", type, name: "redis", values });
      }
      use(of(SERVICE));
      more(of);
    });
  }

  const mount = (service: Json) => {
    service.template[0].volumes = [
      { name: "redis", secret: [{ secret: "redis", items: [{ path: "a", version: "latest" }] }] },
    ];
  };

  test("is declared by the file that it is mounted as", () => {
    expect(from(mount)).toEqual({ verdict: "reachable", to: [CACHE], codes: [] });
    const without = from(mount, (of) => Object.assign(of(SERVICE).template[0], { vpc_access: [] }));
    expect(without).toEqual({ verdict: "blocked", to: [CACHE], codes: ["VPC_CONNECTOR_NOT_SET"] });
  });

  test("is found where the secret is named by the number of its project", () => {
    const named = from((service) => {
      const source = [{ secret_key_ref: [{ secret: secret.name, version: "1" }] }];
      service.template[0].containers[0].env.push({ name: "REDIS_HOST", value: "", value_source: source });
    });
    expect(named).toEqual({ verdict: "reachable", to: [CACHE], codes: [] });
  });
});
