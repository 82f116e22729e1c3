import { Google, type Instead, type Json, PROJECT, REGION, refusal } from "./google";

const tests = `projects/${PROJECT}/locations/global/connectivityTests`;
const delivering = (deliver: Json) => ({ result: "REACHABLE", traces: [{ steps: [{ state: "DELIVER", deliver }] }] });

/** Google's tests, changed on their way back; and what Cloud Run says of the service. */
async function traced(change: (test: Json) => Json, statuses: Json[] = [{ percent: 100, revision: "api-00001" }]) {
  const made = new Map<string, Json>();
  let runs = 0;
  const instead: Instead = ({ method, url, body }, path) => {
    if (path.endsWith("/services/api")) {
      return { body: { latestReadyRevision: `${path}/revisions/api-00009`, trafficStatuses: statuses } };
    }
    if (!path.startsWith(tests)) return undefined;
    if (method === "GET") {
      const test = made.get(path);
      if (!test) return refusal(404, "NOT_FOUND");
      runs += 1;
      return { body: change({ ...test, reachabilityDetails: { ...delivering({}), verifyTime: `t${runs}` } }) };
    }
    const id = new URL(url).searchParams.get("testId");
    if (method !== "POST" || id) made.set(id ? `${tests}/${id}` : path, body);
    return { body: { name: `projects/${PROJECT}/locations/global/operations/o`, done: true } };
  };
  const google = new Google({ instead });
  const [probe] = (await google.probe({ trace: true })).probes;
  return { probe: probe as Json, made };
}

test("a test that another call has pointed elsewhere meanwhile says nothing about this path", async () => {
  for (const other of [
    { destination: { ipAddress: "10.0.0.9", port: 6379 } },
    { source: { cloudRunJob: `projects/${PROJECT}/locations/${REGION}/jobs/other` } },
    { protocol: "ICMP" },
  ]) {
    const { probe } = await traced((test) => ({ ...test, ...other }));
    expect(probe.trace[0]).toMatchObject({ verdict: "unknown", message: expect.stringContaining("another") });
  }
});

test.each(["INTERNET", "GOOGLE_API", "STORAGE_BUCKET"])(
  "a packet that is delivered to %s reached no Redis",
  async (target) => {
    const { probe } = await traced((test) => ({
      ...test,
      reachabilityDetails: { ...test.reachabilityDetails, ...delivering({ target }) },
    }));
    expect(probe.trace[0].verdict).toBe("unknown");
  },
);

test.each([undefined, "REDIS_INSTANCE", "REDIS_CLUSTER", "GOOGLE_MANAGED_SERVICE", "PRIVATE_NETWORK"])(
  "one that is delivered to %s may have",
  async (target) => {
    const { probe } = await traced((test) => ({
      ...test,
      reachabilityDetails: { ...test.reachabilityDetails, ...delivering({ target }) },
    }));
    expect(probe.trace[0].verdict).toBe("reachable");
  },
);

describe("where several revisions serve", () => {
  const split = [
    { percent: 60, revision: "api-00001" },
    { percent: 40, revision: "api-00002" },
    { tag: "next", revision: "api-00003" },
  ];

  test("each that gets requests is traced, and a tag alone gets none", async () => {
    const { probe, made } = await traced((test) => test, split);
    const at = `projects/${PROJECT}/locations/${REGION}/revisions`;
    expect(probe.trace.map(({ source }: Json) => source).slice(1)).toEqual([`${at}/api-00001`, `${at}/api-00002`]);
    expect(made.size).toBe(3);
  });

  test("the one that is cut is not hidden by the one with more requests", async () => {
    const drop = { result: "UNREACHABLE", traces: [{ steps: [{ state: "DROP", drop: { cause: "FIREWALL_RULE" } }] }] };
    const { probe } = await traced(
      (test) =>
        test.source.cloudRunRevision?.uri.endsWith("2")
          ? { ...test, reachabilityDetails: { ...drop, verifyTime: test.reachabilityDetails.verifyTime } }
          : test,
      split,
    );
    expect(probe).toMatchObject({ verdict: "unknown", findings: [{ code: "TRACE_DISAGREES" }] });
  });

  test("two targets of one revision are one", async () => {
    const { probe } = await traced(
      (test) => test,
      [
        { percent: 50, revision: "api-00001" },
        { percent: 50, revision: "api-00001", tag: "x" },
      ],
    );
    expect(probe.trace).toHaveLength(2);
  });
});
