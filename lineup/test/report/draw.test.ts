import { CAUSES } from "../../src/causes";
import type { Code, Hop, Path, PathCause, PathStep } from "../../src/reachability/path";
import { drawPath } from "../../src/report/draw";
import { paintWith } from "../../src/report/layout";
import { judged, pathWith } from "./reports";

const drawn = (path: Path | undefined, width = 200) =>
  path && drawPath(path, { numberOf: () => undefined, paint: paintWith(false), width, firstWidth: 0 });

const API = "google_cloud_run_v2_service.api";
const CONNECTOR = "google_vpc_access_connector.conn";
const CACHE = "google_redis_instance.cache";

describe("a path of the corpus", () => {
  test.each([
    [
      "ok",
      "orders-api ── orders-conn ── rule allow-conn-egress-redis ── peering of acme-vpc ── Redis orders-cache tcp:6379",
    ],
    ["no-connector", "orders-api ──╳ no way into the network … Redis orders-cache tcp:6379"],
    ["deny-higher-priority", "orders-api ── orders-conn ──╳ firewall rule lockdown … Redis orders-cache tcp:6379"],
    [
      "incident-hardcoded-network",
      "orders-api ── orders-conn ── no rule in the way ──╳ peering of acme-vpc … Redis orders-cache tcp:6379",
    ],
    [
      "deny-half-of-range-host-unknown",
      "orders-api ── orders-conn ──? firewall rule lockdown ── peering of acme-vpc ── Redis orders-cache tcp:6379",
    ],
  ])("is drawn as one line: %s", (name, line) => {
    expect(judged(name).paths.map((path) => drawn(path))).toEqual([line]);
  });
});

describe("the cut is marked where the packet stops", () => {
  const entry = "orders-api ──╳ orders-conn … Redis cache tcp:6379";
  const rule = "orders-api ── orders-conn ──╳ firewall rule x … Redis cache tcp:6379";
  const peering = "orders-api ── orders-conn ── no rule in the way ──╳ peering of acme-vpc … Redis cache tcp:6379";
  const redis = "orders-api ── orders-conn ── no rule in the way ── peering of acme-vpc ──╳ Redis cache tcp:6379";

  test.each<[Code, Hop, string, string, string]>([
    ["CLOUD_RUN_REVISION_NOT_READY", "caller", API, "terminal_condition", entry],
    ["VPC_CONNECTOR_NOT_SET", "entry", API, "template.vpc_access", entry],
    ["VPC_CONNECTOR_NOT_RUNNING", "entry", CONNECTOR, "state", entry],
    ["PRIVATE_TRAFFIC_TO_INTERNET", "entry", API, "template.vpc_access.egress", entry],
    ["RANGE_OVERLAP", "entry", CONNECTOR, "ip_cidr_range", entry],
    ["REGION_MISMATCH", "entry", CONNECTOR, "region", entry],
    ["FIREWALL_RULE", "firewall", "google_compute_firewall.x", "deny", rule],
    ["VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED", "firewall", "google_compute_firewall.x", "priority", rule],
    ["GOOGLE_MANAGED_SERVICE_NO_PEERING", "peering", CACHE, "authorized_network", peering],
    ["NO_ROUTE", "peering", "google_compute_network_peering.p", "state", peering],
    ["REGION_MISMATCH", "peering", CACHE, "region", peering],
    ["RANGE_OVERLAP", "peering", "google_compute_global_address.r", "address", peering],
    ["ADDRESS_MISMATCH", "target", API, "template.containers.env[REDIS_HOST].value", redis],
    ["REDIS_INSTANCE_NOT_RUNNING", "target", CACHE, "state", redis],
    ["REDIS_INSTANCE_UNSUPPORTED_PORT", "target", API, "template.containers.env[REDIS_PORT].value", redis],
    ["UNRESOLVED_REFERENCE", "caller", API, "", entry],
    ["UNRESOLVED_REFERENCE", "target", API, "template.containers.args[0]", redis],
    ["REDIS_INSTANCE_UNSUPPORTED_PROTOCOL", "target", API, "template.containers.env[REDIS_URL].value", redis],
    ["REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS", "target", CONNECTOR, "ip_cidr_range", redis],
  ])("%s at the %s: %s", (code, hop, address, attribute, line) => {
    expect(drawn(pathWith((trail) => trail.at(hop).blocked(code, { address, attribute }, "m", "f")))).toBe(line);
  });

  test.each<Hop>(["caller", "entry", "firewall", "peering", "target"])("every code is marked at the %s", (hop) => {
    for (const address of [API, CONNECTOR, CACHE, "google_compute_firewall.x", "google_x.y", ""]) {
      for (const { id } of CAUSES) {
        const at = { address, attribute: "" };
        expect(drawn(pathWith((trail) => trail.at(hop).blocked(id, at, "m", "f")))).toContain("──╳");
        expect(drawn(pathWith((trail) => trail.at(hop).unknown(id, at, "m", "f")))).toContain("──?");
      }
    }
  });

  test("neither the code nor the address decides where a cause is marked", () => {
    const at = { address: "google_compute_firewall.x", attribute: "deny" };
    expect(drawn(pathWith((trail) => trail.at("target").blocked("FIREWALL_RULE", at, "m", "f")))).toBe(redis);
  });

  test("every cut is drawn, and nothing between them", () => {
    const path = pathWith((trail) => {
      trail.at("entry").blocked("VPC_CONNECTOR_NOT_RUNNING", { address: CONNECTOR, attribute: "state" }, "m", "f");
      trail.at("target").blocked("REDIS_INSTANCE_NOT_RUNNING", { address: CACHE, attribute: "state" }, "m", "f");
    });
    expect(drawn(path)).toBe("orders-api ──╳ orders-conn ──╳ Redis cache tcp:6379");
  });

  test("a policy that nobody evaluates stands where it would act", () => {
    const at = { address: "google_compute_network_firewall_policy.guard", attribute: "rules" };
    expect(drawn(pathWith((trail) => trail.at("firewall").unknown("UNEVALUATED_POLICY", at, "m", "f")))).toBe(
      "orders-api ── orders-conn ──? policy guard ── peering of acme-vpc ── Redis cache tcp:6379",
    );
  });
});

describe("where there is no room", () => {
  const reachable = pathWith(() => {});

  test("the network and the longest names give way, the ends stay", () => {
    const rule = { address: "google_compute_firewall.x", rule: "a".repeat(60), priority: 9 };
    const long = {
      ...reachable,
      steps: reachable.steps.map(
        (step): PathStep =>
          step.kind === "no-firewall-rule" ? { kind: "firewall-rule", action: "allow", ...rule } : step,
      ),
    };
    const line = drawn(long, 100) ?? "";
    expect(line).toMatch(/^orders-api ── orders-conn ── rule a+…a+ ── peering ── Redis cache tcp:6379$/);
    expect(line).toHaveLength(100);
  });

  test("names with something wrong stay whole", () => {
    const at = { address: `google_compute_firewall.${"x".repeat(60)}`, attribute: "deny" };
    const path = pathWith((trail) => trail.at("firewall").blocked("FIREWALL_RULE", at, "m", "f"));
    expect(drawn(path, 60)).toContain(`──╳ firewall rule ${"x".repeat(60)} …`);
  });
});

describe("what a target is called", () => {
  const named = (to: string, name: string | undefined) => {
    const path = pathWith(() => {});
    const steps = path.steps.map((step) => (step.kind === "end" ? { ...step, name } : step));
    return drawn({ ...path, to, steps })
      ?.split(" ── ")
      .at(-1);
  };

  test.each([
    [CACHE, "staging-redis", "Redis staging-redis tcp:6379"],
    [CACHE, undefined, "Redis cache tcp:6379"],
    ["google_redis_instance.redis", undefined, "redis tcp:6379"],
    ["module.a.google_redis_cluster.main", "orders", "Redis Cluster orders tcp:6379"],
    ["google_memorystore_instance.main", "orders", "Valkey orders tcp:6379"],
    ["google_sql_database_instance.main", "orders-db", "Cloud SQL orders-db tcp:6379"],
    ["google_sql_database_instance.main", undefined, "main tcp:6379"],
    ["google_memcache_instance.main", "orders", "orders tcp:6379"],
  ])("%s named %s: %s", (to, name, shown) => expect(named(to, name)).toBe(shown));
});

test("an instance of many is named with its key", () => {
  const path = { ...pathWith(() => {}), to: 'module.shop.google_redis_instance.cache["a.b"]' };
  expect(drawn(path)).toMatch(/Redis cache\["a\.b"\] tcp:6379$/);
});

test("an address that is no Redis's is the end of the path", () => {
  const path: Path = { ...pathWith(() => {}), steps: [], to: null, port: null, verdict: "blocked" };
  const about = { address: API, attribute: "env", message: "m", fix: "f" };
  const cause: PathCause = { code: "ADDRESS_MISMATCH", hop: "target", ...about };
  expect(drawn({ ...path, causes: [cause] })).toBe("api ──╳ an address that is no Redis's");
});
