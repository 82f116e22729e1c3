import type { Code, Path } from "../../src/reachability/path";
import { CODES } from "../../src/report/codes";
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
    ["ok", "orders-api ── orders-conn ── rule allow-conn-egress-redis ── peering of acme-vpc ── Redis cache tcp:6379"],
    ["no-connector", "orders-api ──╳ no way into the network … Redis cache tcp:6379"],
    ["deny-higher-priority", "orders-api ── orders-conn ──╳ firewall rule lockdown … Redis cache tcp:6379"],
    [
      "incident-hardcoded-network",
      "orders-api ── orders-conn ── no rule in the way ──╳ peering of acme-vpc … Redis cache tcp:6379",
    ],
    [
      "deny-half-of-range-host-unknown",
      "orders-api ── orders-conn ──? firewall rule lockdown ── peering of acme-vpc ── Redis cache tcp:6379",
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

  test.each<[Code, string, string, string]>([
    ["CLOUD_RUN_REVISION_NOT_READY", API, "terminal_condition", entry],
    ["VPC_CONNECTOR_NOT_SET", API, "template.vpc_access", entry],
    ["VPC_CONNECTOR_NOT_RUNNING", CONNECTOR, "state", entry],
    ["PRIVATE_TRAFFIC_TO_INTERNET", API, "template.vpc_access.egress", entry],
    ["RANGE_OVERLAP", CONNECTOR, "ip_cidr_range", entry],
    ["REGION_MISMATCH", CONNECTOR, "region", entry],
    ["FIREWALL_RULE", "google_compute_firewall.x", "deny", rule],
    ["VPC_CONNECTOR_SERVERLESS_TRAFFIC_BLOCKED", "google_compute_firewall.x", "priority", rule],
    ["GOOGLE_MANAGED_SERVICE_NO_PEERING", CACHE, "authorized_network", peering],
    ["REGION_MISMATCH", CACHE, "region", peering],
    ["ADDRESS_MISMATCH", API, "template.containers.env[REDIS_HOST].value", redis],
    ["REDIS_INSTANCE_NOT_RUNNING", CACHE, "state", redis],
    ["REDIS_INSTANCE_UNSUPPORTED_PORT", API, "template.containers.env[REDIS_PORT].value", redis],
    ["REDIS_INSTANCE_UNSUPPORTED_PROTOCOL", API, "template.containers.env[REDIS_URL].value", redis],
    ["REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS", CONNECTOR, "ip_cidr_range", redis],
  ])("%s at %s", (code, address, attribute, line) => {
    expect(drawn(pathWith((trail) => trail.blocked(code, { address, attribute }, "m", "f")))).toBe(line);
  });

  test.each(Object.keys(CODES) as Code[])("%s is marked somewhere, wherever it was found", (code) => {
    for (const address of [API, CONNECTOR, CACHE, "google_compute_firewall.x", "google_x.y", ""]) {
      expect(drawn(pathWith((trail) => trail.blocked(code, { address, attribute: "" }, "m", "f")))).toContain("──╳");
      expect(drawn(pathWith((trail) => trail.unknown(code, { address, attribute: "" }, "m", "f")))).toContain("──?");
    }
  });

  test("every cut is drawn, and nothing between them", () => {
    const path = pathWith((trail) => {
      trail.blocked("VPC_CONNECTOR_NOT_RUNNING", { address: CONNECTOR, attribute: "state" }, "m", "f");
      trail.blocked("REDIS_INSTANCE_NOT_RUNNING", { address: CACHE, attribute: "state" }, "m", "f");
    });
    expect(drawn(path)).toBe("orders-api ──╳ orders-conn ──╳ Redis cache tcp:6379");
  });

  test("a policy that nobody evaluates stands where it would act", () => {
    const at = { address: "google_compute_network_firewall_policy.guard", attribute: "rules" };
    expect(drawn(pathWith((trail) => trail.unknown("UNEVALUATED_POLICY", at, "m", "f")))).toBe(
      "orders-api ── orders-conn ──? policy guard ── peering of acme-vpc ── Redis cache tcp:6379",
    );
  });
});

describe("where there is no room", () => {
  const reachable = pathWith(() => {});

  test("the network and the longest names give way, the ends stay", () => {
    const long = {
      ...reachable,
      steps: reachable.steps.map((step) =>
        step.step === "APPLY_EGRESS_FIREWALL_RULE"
          ? { ...step, address: "google_compute_firewall.x", text: `allowed by ${"a".repeat(60)} at priority 9` }
          : step,
      ),
    };
    const line = drawn(long, 100) ?? "";
    expect(line).toMatch(/^orders-api ── orders-conn ── rule a+…a+ ── peering ── Redis cache tcp:6379$/);
    expect(line).toHaveLength(100);
  });

  test("names with something wrong stay whole", () => {
    const at = { address: `google_compute_firewall.${"x".repeat(60)}`, attribute: "deny" };
    const path = pathWith((trail) => trail.blocked("FIREWALL_RULE", at, "m", "f"));
    expect(drawn(path, 60)).toContain(`──╳ firewall rule ${"x".repeat(60)} …`);
  });
});

test("an instance of many is named with its key", () => {
  const path = { ...pathWith(() => {}), to: 'module.shop.google_redis_instance.cache["a.b"]' };
  expect(drawn(path)).toMatch(/Redis cache\["a\.b"\] tcp:6379$/);
});

test("an address that is no Redis's is the end of the path", () => {
  const path: Path = { ...pathWith(() => {}), steps: [], to: null, port: null, verdict: "blocked" };
  const cause = { code: "ADDRESS_MISMATCH", address: API, attribute: "env", message: "m", fix: "f" } as const;
  expect(drawn({ ...path, causes: [cause] })).toBe("api ──╳ an address that is no Redis's");
});
