import { diagnose } from "../../../src/diagnose/diagnose";
import { probe } from "../../../src/diagnose/parts/probe";
import { trace } from "../../../src/diagnose/parts/trace";
import { Google, type Instead, PROJECT, REGION } from "../../probe/google";
import { clue, part, sceneWith } from "../stage";

type Behaves = ConstructorParameters<typeof Google>[0];
const PROBE = { service: undefined, probe: true, trace: false };
const TRACE = { service: undefined, probe: false, trace: true };

async function asked(behaves: Behaves, about = PROBE, ...others: Parameters<typeof diagnose>[1] & object) {
  const google = new Google(behaves);
  const scene = sceneWith({ session: await google.session(), project: PROJECT, asked: about });
  return { google, scene, report: await diagnose(scene, [probe, trace, ...others]) };
}

describe("the probe", () => {
  test("is run only where it is asked for, and that it was not is said", async () => {
    const { google, report } = await asked({}, { ...PROBE, probe: false });
    expect(google.sent).toEqual([]);
    expect(report.looks.map(({ did }) => did)).toEqual(["not asked", "not asked"]);
    expect(report.looks[0]?.why).toContain("--probe");
  });

  test("one that gets no answer is a service that gets none", async () => {
    const { report } = await asked({ phase: "tcp" });
    expect(report.causes).toMatchObject([{ code: "REDIS_SILENT", certainty: "certain", services: ["api"] }]);
    expect(report.verdict).toBe("broken");
  });

  test("one that is refused is a service that is refused", async () => {
    const { report } = await asked({ phase: "auth", code: "NOAUTH" });
    expect(report.causes).toMatchObject([{ code: "REDIS_REFUSED", services: ["api"] }]);
  });

  test("what explains it has it as evidence; a firewall explains no refusal", async () => {
    const firewall = part("paths", (tell) => tell.clue(clue({ services: ["api"] })));
    const silent = await asked({ phase: "tcp" }, PROBE, firewall);
    expect(silent.report.causes.map(({ code }) => code)).toEqual(["FIREWALL_RULE"]);
    expect(silent.report.causes[0]?.evidence.map(({ from }) => from)).toContain("probe");
    const refused = await asked({ phase: "auth", code: "NOAUTH" }, PROBE, firewall);
    expect(refused.report.causes.map(({ code }) => code).sort()).toEqual(["FIREWALL_RULE", "REDIS_REFUSED"]);
  });

  test("where no job is one, nothing was learned, and the way out is said", async () => {
    const { report } = await asked({ jobs: [] });
    expect(report.causes).toEqual([]);
    expect(report.verdict).toBe("unknown");
    expect(report.looks[0]).toMatchObject({ did: "in part" });
  });

  test("one that arrives is no cause, and what it started is not left running", async () => {
    const { report, scene } = await asked({});
    expect(report.causes).toEqual([]);
    expect(scene.running.size).toBe(0);
  });
});

describe("Google's trace", () => {
  const tests = `projects/${PROJECT}/locations/global/connectivityTests`;
  const dropping =
    (steps: object[]): Instead =>
    ({ method }, path) => {
      if (path.includes("/services/")) {
        return { body: { trafficStatuses: [{ percent: 100, revision: "api-00001" }] } };
      }
      if (!path.startsWith(`projects/${PROJECT}/locations/global/`)) return undefined;
      if (method !== "GET" || path.includes("/operations/")) {
        return { body: { name: `projects/${PROJECT}/locations/global/operations/o`, done: true } };
      }
      if (!path.startsWith(tests)) return undefined;
      const source = path.includes("lineup-job")
        ? { cloudRunJob: `projects/${PROJECT}/locations/${REGION}/jobs/api-probe` }
        : { cloudRunRevision: { uri: `projects/${PROJECT}/locations/${REGION}/revisions/api-00001` } };
      const verifyTime = `2026-11-29T03:00:${String(looks++).padStart(2, "0")}Z`;
      const reachabilityDetails = { result: "UNREACHABLE", verifyTime, traces: [{ steps }] };
      const destination = { ipAddress: "10.166.0.3", port: 6379 };
      return { body: { source, destination, protocol: "TCP", reachabilityDetails } };
    };
  let looks = 0;

  test("a rule that Google names is a cause of its own", async () => {
    const steps = [
      { state: "APPLY_EGRESS_FIREWALL_RULE", firewall: { displayName: "org-deny" } },
      { state: "DROP", drop: { cause: "FIREWALL_RULE" } },
    ];
    const { report } = await asked({ instead: dropping(steps) }, TRACE);
    expect(report.causes[0]).toMatchObject({ code: "FIREWALL_RULE", at: "google_compute_firewall.org-deny" });
    expect(report.causes[0]?.services).toEqual(["api"]);
  });

  test("what only Google has a name for is a service that gets no answer", async () => {
    const steps = [{ state: "DROP", drop: { cause: "ROUTE_BLACKHOLE" } }];
    const { report } = await asked({ instead: dropping(steps) }, TRACE);
    expect(report.causes[0]).toMatchObject({ code: "REDIS_SILENT", certainty: "likely", services: ["api"] });
    expect(report.causes[0]?.message).toContain("ROUTE_BLACKHOLE");
  });

  test("a test that may not be made is said, and is no cause", async () => {
    const denied: Instead = (_, path) =>
      path.startsWith(tests) ? { status: 403, body: { error: { code: 403, status: "PERMISSION_DENIED" } } } : undefined;
    const { report } = await asked({ instead: denied }, TRACE);
    expect(report.causes).toEqual([]);
    expect(report.looks[1]?.why).toContain("networkmanagement.connectivitytests.get");
  });
});
