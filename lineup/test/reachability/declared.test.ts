import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { type Json, parsed } from "../inputs";

// Which Redis a service means, where a state could be read in more than one way.

const applied: Json = parsed("state/applied");
const SERVICE = "google_cloud_run_v2_service.api";
const CACHE = "google_redis_instance.cache";

/** The applied world with its list of resources changed; says every path as "from → to verdict". */
function pathsAfter(change: (list: Json[]) => Json[]): string[] {
  const world = structuredClone(applied);
  world.values.root_module.resources = change(world.values.root_module.resources);
  return judge(readJson(world, "state.json")).paths.map(
    ({ from, to, verdict }) => `${short(from)} → ${short(to)} ${verdict}`,
  );
}

const short = (address: string | null) => address?.replace(/google_\w+\./g, "");
const find = (list: Json[], address: string): Json => list.find((one) => one.address === address);
const environment = (service: Json): Json[] => service.values.template[0].containers[0].env;

/** Another thing like one that is there. */
function twin(list: Json[], address: string, as: string, values: Json = {}): Json {
  const copy = structuredClone(find(list, address));
  return { ...copy, address: as, name: as.split(".").at(-1), values: { ...copy.values, ...values } };
}

describe("a service that calls another one", () => {
  const web = (list: Json[]) => {
    const service = twin(list, SERVICE, "google_cloud_run_v2_service.web", { name: "web" });
    service.depends_on = [SERVICE, CACHE, ...find(list, SERVICE).depends_on];
    service.values.template[0].vpc_access = [];
    service.values.template[0].containers[0].env = [
      { name: "API_URL", value: "https://api.example", value_source: [] },
    ];
    return service;
  };

  test("does not thereby mean that one's Redis", () => {
    expect(pathsAfter((list) => [...list, web(list)])).toEqual(["api → cache reachable"]);
  });

  test("does, where it says an address of a Redis of its own", () => {
    const stale = (list: Json[]) => {
      const service = web(list);
      environment(service).push({ name: "REDIS_HOST", value: "10.107.0.3", value_source: [] });
      return service;
    };
    expect(pathsAfter((list) => [...list, stale(list)])).toEqual(["api → cache reachable", "web → cache blocked"]);
  });
});

describe("of the instances of one resource", () => {
  const each = (list: Json[], hosts: Record<string, string>) => [
    ...list.filter(({ address }) => address !== CACHE),
    ...Object.entries(hosts).map(([key, host]) => twin(list, CACHE, `${CACHE}["${key}"]`, { host, name: key })),
  ];
  const host = find(applied.values.root_module.resources, CACHE).values.host;

  test("the one is meant whose address the service holds: a state records names without keys", () => {
    expect(pathsAfter((list) => each(list, { a: host, b: "10.166.9.9" }))).toEqual(['api → cache["a"] reachable']);
  });

  test("all are, where the address it holds is nobody's any more", () => {
    const moved = pathsAfter((list) => each(list, { a: "10.166.8.8", b: "10.166.9.9" }));
    expect(moved).toEqual(['api → cache["a"] blocked', 'api → cache["b"] blocked']);
  });
});

test("two networks may use one address: then the Redis of the service's own is meant", () => {
  const paths = pathsAfter((list) => [
    ...list,
    twin(list, CACHE, "google_redis_instance.elsewhere", {
      name: "elsewhere",
      authorized_network: "projects/acme-staging/global/networks/other",
    }),
  ]);
  expect(paths).toEqual(["api → cache reachable"]);
});

test("in a module with keys, the Redis of the service's own instance is meant", () => {
  const world = structuredClone(applied);
  const list: Json[] = world.values.root_module.resources;
  const moduleOf = (key: string) => ({
    address: `module.env["${key}"]`,
    resources: list.map((one) => ({
      ...structuredClone(one),
      address: `module.env["${key}"].${one.address}`,
      depends_on: (one.depends_on ?? []).map((name: string) => `module.env.${name}`),
    })),
  });
  world.values.root_module = { child_modules: [moduleOf("staging"), moduleOf("prod")] };
  for (const { resources } of world.values.root_module.child_modules) {
    const service = resources.find(({ type }: Json) => type === "google_cloud_run_v2_service");
    service.values.template[0].containers[0].env = [];
  }
  const { paths } = judge(readJson(world, "state.json"));
  expect(paths.map(({ from, to }) => [from, to].map((address) => /\["(\w+)"\]/.exec(address ?? "")?.[1]))).toEqual([
    ["prod", "prod"],
    ["staging", "staging"],
  ]);
});

test("a revision that is being rolled out is not called failed: the one before it serves", () => {
  const world = structuredClone(applied);
  find(world.values.root_module.resources, SERVICE).values.terminal_condition = [
    { type: "Ready", state: "CONDITION_RECONCILING" },
  ];
  expect(judge(readJson(world, "state.json")).verdict).toBe("unknown");
});
