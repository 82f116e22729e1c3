import { aCloud, SERVICES } from "./cloud";

const cloud = aCloud();

const API = `${SERVICES}/api`;
const revision = (number: number) => `api-0000${number}-reh`;
const template = (image: string, more: object = {}) => ({ containers: [{ image }], ...more });
const pinned = (name: string) => [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: name, percent: 100 }];
const LATEST = [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }];

const release = (image: string, more: object = {}) =>
  cloud().mustSucceed("PATCH", API, { template: template(image), ...more });
const names = async () => {
  const { revisions } = await cloud().get(`${API}/revisions`);
  return revisions.map(({ name }: { name: string }) => name.split("/").at(-1));
};

beforeEach(() => cloud().mustSucceed("POST", `${SERVICES}?serviceId=api`, { template: template("api:1") }));

describe("a revision", () => {
  test("keeps its own image, variables and account when the next one has others", async () => {
    const env = [{ name: "REDIS_HOST", value: "10.0.0.3" }];
    await cloud().mustSucceed("PATCH", API, {
      template: { containers: [{ image: "api:2", env }], serviceAccount: "api@acme.iam.gserviceaccount.com" },
    });
    await release("api:3");
    const second = await cloud().get(`${API}/revisions/${revision(2)}`);
    expect(second.containers[0]).toMatchObject({ image: "api:2", env });
    expect(second.serviceAccount).toBe("api@acme.iam.gserviceaccount.com");
    expect((await cloud().get(`${API}/revisions/${revision(3)}`)).containers[0].env).toBeUndefined();
  });

  test("says who made it, and with which client", async () => {
    const body = { template: template("api:2"), client: "gcloud", clientVersion: "546.0.0" };
    await cloud().ask("PATCH", API, body, { authorization: "Bearer ana@netrasystems.ai" });
    expect(await cloud().get(`${API}/revisions/${revision(2)}`)).toMatchObject({
      creator: "ana@netrasystems.ai",
      client: "gcloud",
      clientVersion: "546.0.0",
      conditions: [{ type: "Ready", state: "CONDITION_SUCCEEDED" }],
    });
    const { creator, lastModifier } = await cloud().get(API);
    expect([creator, lastModifier]).toEqual(["rehearsal@example.com", "ana@netrasystems.ai"]);
  });

  test("is made by a change of the template alone, or where it is asked for", async () => {
    await cloud().mustSucceed("PATCH", `${API}?updateMask=traffic`, { traffic: pinned(revision(1)) });
    await cloud().mustSucceed("PATCH", API, { template: template("api:1"), labels: { team: "platform" } });
    expect(await names()).toEqual([revision(1)]);
    await cloud().mustSucceed("PATCH", `${API}?forceNewRevision=true`, { template: template("api:1") });
    expect(await names()).toEqual([revision(1), revision(2)]);
  });

  test("is deleted, unless it is the latest or may take requests", async () => {
    for (const image of ["api:2", "api:3"]) await release(image);
    await cloud().mustSucceed("PATCH", `${API}?updateMask=traffic`, { traffic: pinned(revision(1)) });
    for (const number of [1, 3]) {
      const { status, body } = await cloud().ask("DELETE", `${API}/revisions/${revision(number)}`);
      expect([status, body.error.status, body.error.message]).toEqual([
        400,
        "FAILED_PRECONDITION",
        `Revision "${revision(number)}" cannot be directly deleted because it is actively serving.`,
      ]);
    }
    await cloud().mustSucceed("DELETE", `${API}/revisions/${revision(2)}`);
    expect(await names()).toEqual([revision(1), revision(3)]);
  });

  test("has the name that the template says, once", async () => {
    await cloud().mustSucceed("PATCH", API, { template: { ...template("api:2"), revision: "api-green" } });
    const { latestReadyRevision } = await cloud().get(API);
    expect(latestReadyRevision).toMatch(/\/revisions\/api-green$/);
    const { status } = await cloud().ask("PATCH", API, { template: { ...template("api:3"), revision: "api-green" } });
    expect(status).toBe(409);
  });
});

describe("requests", () => {
  test("go to the revision that is named, whatever comes after it", async () => {
    await release("api:2");
    await cloud().mustSucceed("PATCH", `${API}?updateMask=traffic`, { traffic: pinned(revision(1)) });
    await release("api:3", { traffic: pinned(revision(1)) });
    const { traffic, trafficStatuses, latestReadyRevision } = await cloud().get(API);
    expect([traffic, trafficStatuses]).toEqual([pinned(revision(1)), pinned(revision(1))]);
    expect(latestReadyRevision).toContain(revision(3));
  });

  test.each(["api-00009-reh", "no-such"])(
    "do not go to %s, which does not exist: they stay where they went",
    async (gone) => {
      const { error } = await cloud().mustSucceed("PATCH", `${API}?updateMask=traffic`, { traffic: pinned(gone) });
      expect(error).toEqual({
        code: 13,
        message: `Revision '${gone}' does not exist or is deleted. Update all traffic to route to currently available revisions.`,
      });
      const { traffic, trafficStatuses, terminalCondition } = await cloud().get(API);
      expect([traffic, trafficStatuses, terminalCondition.state]).toEqual([pinned(gone), LATEST, "CONDITION_FAILED"]);
    },
  );

  test("do not go to a revision that never was ready", async () => {
    const failure = { reason: "PROGRESS_DEADLINE_EXCEEDED", message: "The container did not start." };
    cloud().loopback.expect({ method: "PATCH", path: /services\/api/, does: { revisionFails: failure } });
    const failed = await release("api:broken");
    expect(failed.error.message).toBe(
      `Revision '${revision(2)}' is not ready and cannot serve traffic. The container did not start.`,
    );
    const after = await cloud().get(API);
    expect([after.latestCreatedRevision, after.latestReadyRevision].map((one) => one.split("/").at(-1))).toEqual([
      revision(2),
      revision(1),
    ]);
    const { conditions } = await cloud().get(`${API}/revisions/${revision(2)}`);
    expect(conditions).toMatchObject([{ type: "Ready", state: "CONDITION_FAILED", reason: failure.reason }]);
    const { error } = await cloud().mustSucceed("PATCH", `${API}?updateMask=traffic`, { traffic: pinned(revision(2)) });
    expect(error.message).toBe(`Revision '${revision(2)}' is not ready and cannot serve traffic.`);
  });

  test("are not spread over less or more than all of them, nor sent to nobody", async () => {
    for (const traffic of [[{ ...LATEST[0], percent: 90 }], [{ ...pinned("x")[0], revision: "" }]]) {
      expect((await cloud().ask("PATCH", `${API}?updateMask=traffic`, { traffic })).status).toBe(400);
    }
  });
});

test("a service whose newest revision failed stays failed until another one is made", async () => {
  cloud().loopback.expect({ method: "PATCH", path: /services\/api/, does: { revisionFails: { message: "no" } } });
  await release("api:2");
  await cloud().mustSucceed("PATCH", API, { template: template("api:2"), labels: { a: "b" } });
  expect((await cloud().get(API)).terminalCondition.state).toBe("CONDITION_FAILED");
  await release("api:3");
  expect((await cloud().get(API)).terminalCondition.state).toBe("CONDITION_SUCCEEDED");
});
