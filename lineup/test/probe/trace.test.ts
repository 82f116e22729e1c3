import { testIdOf } from "../../src/probe/trace/test";
import { lastSegment } from "../../src/values";
import { Google, type Instead, type Json, job, jobPath, PROJECT, REGION, refusal } from "./google";

const tests = `projects/${PROJECT}/locations/global/connectivityTests`;

const step = (state: string, more: Json = {}) => ({ state, ...more });
const DELIVERED = [
  step("START_FROM_CLOUD_RUN_JOB", { cloudRunJob: { displayName: "api-probe" } }),
  step("ARRIVE_AT_VPC_CONNECTOR", { vpcConnector: { displayName: "acme-conn" } }),
  step("APPLY_EGRESS_FIREWALL_RULE", { firewall: { displayName: "allow-redis" } }),
  step("APPLY_ROUTE", { route: { displayName: "peering-route" } }),
  step("DELIVER"),
];
const DROPPED = [
  ...DELIVERED.slice(0, 2),
  step("APPLY_EGRESS_FIREWALL_RULE", { firewall: { displayName: "org-deny" } }),
  step("DROP", { drop: { cause: "FIREWALL_RULE" } }),
];
const found = (result: string, ...traces: Json[][]) => ({ result, traces: traces.map((steps) => ({ steps })) });

/** Google's connectivity tests, which find this: from the job, and from the revision. */
function tracing(job: Json, revision: Json = job, service: Json = {}) {
  const made = new Map<string, Json>();
  let runs = 0;
  const instead: Instead = ({ method, url, body }, path) => {
    const testId = new URL(url).searchParams.get("testId");
    if (path === `projects/${PROJECT}/locations/${REGION}/services/api`) {
      const at = `${path}/revisions/`;
      const statuses = [
        { tag: "old", revision: "api-00001" },
        { percent: 100, revision: "api-00002" },
      ];
      return { body: { latestReadyRevision: `${at}api-00003`, trafficStatuses: statuses, ...service } };
    }
    if (!path.startsWith(`projects/${PROJECT}/locations/global/`)) return undefined;
    const operation = { name: `projects/${PROJECT}/locations/global/operations/o-1`, done: true };
    if (path.includes("/operations/")) return { body: operation };
    if (method === "POST" && testId) made.set(`${tests}/${testId}`, body);
    if (method === "PATCH") made.set(path, { ...made.get(path), ...(body as Json) });
    if (path.endsWith(":rerun")) runs += 1;
    if (method !== "GET") return { body: { ...operation, done: false } };
    const test = made.get(path);
    const details = path.includes("-job-") ? job : revision;
    return test
      ? { body: { ...test, reachabilityDetails: { ...details, verifyTime: `t${runs}` } } }
      : refusal(404, "NOT_FOUND");
  };
  return { instead, made };
}

async function traced(job: Json, revision?: Json, behaves: Json = {}, service: Json = {}) {
  const { instead, made } = tracing(job, revision, service);
  const google = new Google({ instead, ...behaves });
  const report = await google.probe({ trace: true });
  return { google, made, report, probe: report.probes[0] as Json };
}

test("both tests are made, run and read; the next time they are only run", async () => {
  const { google, made, probe } = await traced(found("REACHABLE", DELIVERED));
  expect(probe).toMatchObject({ verdict: "reachable", findings: [] });
  expect(probe.trace).toMatchObject([
    { from: "job", verdict: "reachable", source: jobPath("api-probe") },
    { from: "revision", verdict: "reachable", source: `projects/${PROJECT}/locations/${REGION}/revisions/api-00002` },
  ]);
  expect([...made.values()]).toMatchObject([
    {
      source: { cloudRunJob: jobPath("api-probe") },
      destination: { ipAddress: "10.166.0.3", port: 6379 },
      protocol: "TCP",
    },
    { source: { cloudRunRevision: { uri: `projects/${PROJECT}/locations/${REGION}/revisions/api-00002` } } },
  ]);
  await google.probe({ trace: true });
  expect(google.asked(`POST ${tests}`)).toBe(2 + 4);
  expect(google.asked("PATCH")).toBe(0);
  expect(google.asked(":rerun")).toBe(4);
});

test("a new revision changes the test of its service, and makes no other", async () => {
  const { instead, made } = tracing(found("REACHABLE", DELIVERED));
  let revision = "api-00002";
  const google = new Google({
    instead: (request, path) =>
      path.endsWith("/services/api") ? { body: { traffic: [{ percent: 100, revision }] } } : instead(request, path),
  });
  await google.probe({ trace: true });
  revision = "api-00009";
  const [probe] = (await google.probe({ trace: true })).probes;
  expect(google.asked("PATCH")).toBe(1);
  expect(made.size).toBe(2);
  expect(probe?.trace?.[1]?.source).toMatch(/api-00009$/);
});

test("the newest ready revision serves where traffic names none", async () => {
  const service = { trafficStatuses: [{ percent: 100, type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST" }] };
  const { probe } = await traced(found("REACHABLE", DELIVERED), undefined, {}, service);
  expect(probe.trace[1].source).toBe(`projects/${PROJECT}/locations/${REGION}/revisions/api-00003`);
});

describe("REACHABLE counts only where all is delivered and seen", () => {
  test.each([
    ["no trace", found("REACHABLE")],
    ["a trace that is forwarded", found("REACHABLE", [...DELIVERED.slice(0, 4), step("FORWARD")])],
    ["one of two traces that ends early", found("REACHABLE", DELIVERED, DELIVERED.slice(0, 3))],
    ["a hidden step", found("REACHABLE", [step("VIEWER_PERMISSION_MISSING"), step("DELIVER")])],
    ["another result", found("AMBIGUOUS", DELIVERED, DROPPED)],
    ["a result that is none", found("FINE\u001b[31m", DELIVERED)],
    ["nothing", {}],
    ["an abort", found("UNDETERMINED", [step("ABORT", { abort: { cause: "GOOGLE_MANAGED_SERVICE_UNKNOWN_IP" } })])],
    ["a drop without a cause", found("UNREACHABLE", [step("DROP", { drop: {} })])],
    ["steps that are no list", { result: "REACHABLE", traces: [{ steps: "x" }] }],
  ])("%s is unknown, and takes nothing from the probe", async (_, details) => {
    const { probe } = await traced(details);
    expect(probe.trace[0].verdict).toBe("unknown");
    expect(probe.trace[0].message).not.toMatch(/undefined|\[object|FINE/);
    expect(probe.verdict).toBe("reachable");
  });
});

test("a cut from the revision that serves is not outweighed by the probe", async () => {
  const { probe, report } = await traced(found("REACHABLE", DELIVERED), found("UNREACHABLE", DROPPED));
  expect(report.verdict).toBe("unknown");
  expect(probe.trace[1]).toMatchObject({ verdict: "blocked", code: "FIREWALL_RULE" });
  expect(probe.findings).toMatchObject([{ code: "TRACE_DISAGREES" }]);
});

test("a cut from the job is said beside a probe that has arrived", async () => {
  const { probe } = await traced(found("UNREACHABLE", DROPPED), found("REACHABLE", DELIVERED));
  expect(probe).toMatchObject({ verdict: "reachable", findings: [{ code: "TRACE_DISAGREES" }] });
  expect(probe.trace[0].steps.map(({ step, at }: Json) => [step, at])).toContainEqual([
    "APPLY_EGRESS_FIREWALL_RULE",
    "org-deny",
  ]);
});

test("a trace that arrives beside a probe without a connection is a disagreement; after the connection it is none", async () => {
  const arriving = found("REACHABLE", DELIVERED);
  expect((await traced(arriving, arriving, { phase: "tcp" })).probe.findings).toMatchObject([
    { code: "PROBE_BLOCKED" },
    { code: "TRACE_DISAGREES" },
    { code: "TRACE_DISAGREES" },
  ]);
  expect((await traced(arriving, arriving, { phase: "auth" })).probe.findings).toHaveLength(1);
});

test("the port with TLS is unknown to Google's test, and no cut by itself", async () => {
  const details = found("UNREACHABLE", [step("DROP", { drop: { cause: "REDIS_INSTANCE_UNSUPPORTED_PORT" } })]);
  const env = [
    { name: "REDIS_HOST", value: "10.166.0.3" },
    { name: "REDIS_PORT", value: "6378" },
  ];
  const behaves = {
    jobs: [job("api", {}, { env })],
    log: { target: { host: "10.166.0.3", port: 6378, tls: true, auth: true } },
  };
  expect((await traced(details, details, behaves)).probe).toMatchObject({
    verdict: "reachable",
    trace: [{ verdict: "unknown", code: "REDIS_INSTANCE_UNSUPPORTED_PORT" }, {}],
  });
  expect((await traced(details)).probe.trace[0].verdict).toBe("blocked");
});

test.each([
  [
    "get",
    /^GET .*connectivityTests\//,
    "networkmanagement.connectivitytests.get, for example with roles/networkmanagement.viewer",
  ],
  [
    "create",
    /^POST .*connectivityTests$/,
    "networkmanagement.connectivitytests.create, for example with roles/networkmanagement.admin",
  ],
  ["rerun", /:rerun$/, "networkmanagement.connectivitytests.rerun, for example with roles/networkmanagement.admin"],
  [
    "the operation",
    /^GET .*global\/operations/,
    "networkmanagement.operations.get, for example with roles/networkmanagement.viewer",
  ],
])("a refusal of %s leaves the probe as it is, and names the role", async (_, part, sentence) => {
  const { instead } = tracing(found("REACHABLE", DELIVERED));
  const google = new Google({
    instead: (request, path) =>
      part.test(`${request.method} ${path}`) ? refusal(403, "PERMISSION_DENIED") : instead(request, path),
  });
  const [probe] = (await google.probe({ trace: true })).probes;
  expect(probe).toMatchObject({ verdict: "reachable", trace: [{ verdict: "unknown" }, { verdict: "unknown" }] });
  expect(probe?.trace?.[0]?.message).toContain(sentence);
});

test("a test that Google has not run again is not read", async () => {
  const { instead } = tracing(found("REACHABLE", DELIVERED));
  const google = new Google({ instead });
  await google.probe({ trace: true });
  google.behaves.instead = (request, path) =>
    path.endsWith(":rerun") ? { body: { name: "x", done: true } } : instead(request, path);
  expect((await google.probe({ trace: true })).probes[0]?.trace?.[0]).toMatchObject({ verdict: "unknown" });
});

test("a test has one name for good, of at most 40 characters, and regions are told apart", () => {
  const of = (name: string, region = REGION) =>
    testIdOf({ from: "revision", source: "x", of: { name, region, place: 0 }, host: "", port: 1 });
  expect(of("api")).toMatch(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/);
  for (const name of ["a".repeat(63), `${"a".repeat(19)}-${"b".repeat(40)}`])
    expect(of(name)).toMatch(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/);
  expect(of("api")).not.toBe(of("api", "us-east1"));
  expect(lastSegment(of("api"))).toBe(of("api"));
});
