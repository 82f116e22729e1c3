import { type ApiBody, aCloud, CONNECTORS, GLOBAL, INSTANCES, PROJECT, SERVICES } from "./cloud";

const cloud = aCloud();
const MINUTE = 60_000;
const clock = () => cloud().loopback.clock;
const operationOf = (api: string, { name }: ApiBody) => cloud().get(`${api}/${name}`);

describe("time that runs:", () => {
  // The real time of a test is nothing beside these minutes.
  beforeEach(async () => {
    await cloud().network();
    clock().run();
  });

  test("a connector is being created for minutes, and ready after them", async () => {
    const { body: operation } = await cloud().connector();
    expect(operation.done).toBeUndefined();
    expect(operation.metadata).not.toHaveProperty("endTime");
    const state = async () => (await cloud().get(`${CONNECTORS}/acme-conn`)).state;
    expect(await state()).toBe("CREATING");
    clock().advance(2 * MINUTE);
    expect((await operationOf("vpcaccess/v1", operation)).done).toBeUndefined();
    clock().advance(1 * MINUTE);
    expect(await operationOf("vpcaccess/v1", operation)).toMatchObject({
      done: true,
      metadata: { endTime: expect.any(String) },
      response: { state: "READY" },
    });
    expect(await state()).toBe("READY");
  });

  test("a Redis has no address while it is being created, and its old size while it is being changed", async () => {
    await cloud().redis();
    const redis = () => cloud().get(`${INSTANCES}/acme-redis`);
    const creating = await redis();
    expect([creating.state, creating.host]).toEqual(["CREATING", undefined]);
    clock().advance(10 * MINUTE);
    const { state, host } = await redis();
    expect([state, host]).toEqual(["READY", expect.stringMatching(/^10\./)]);
    await cloud().mustSucceed("PATCH", `${INSTANCES}/acme-redis?updateMask=memorySizeGb`, { memorySizeGb: 2 });
    expect(await redis()).toMatchObject({ state: "UPDATING", memorySizeGb: 1, host });
    clock().advance(10 * MINUTE);
    expect(await redis()).toMatchObject({ state: "READY", memorySizeGb: 2, host });
    await cloud().mustSucceed("DELETE", `${INSTANCES}/acme-redis`);
    expect((await redis()).state).toBe("DELETING");
    clock().advance(10 * MINUTE);
    expect((await cloud().ask("GET", `${INSTANCES}/acme-redis`)).status).toBe(404);
  });

  test("a service is reconciling for seconds", async () => {
    const template = { containers: [{ image: "hello" }] };
    await cloud().mustSucceed("POST", `${SERVICES}?serviceId=s`, { template });
    const { reconciling, terminalCondition, latestReadyRevision } = await cloud().get(`${SERVICES}/s`);
    expect([reconciling, terminalCondition.state, latestReadyRevision]).toEqual([
      true,
      "CONDITION_RECONCILING",
      undefined,
    ]);
    clock().advance(MINUTE);
    expect((await cloud().get(`${SERVICES}/s`)).terminalCondition.state).toBe("CONDITION_SUCCEEDED");
  });

  test("an operation of compute runs, and `wait` says so without waiting", async () => {
    const { name, status } = await cloud().mustSucceed("POST", `${GLOBAL}/networks`, { name: "b" });
    const wait = async () => (await cloud().mustSucceed("POST", `${GLOBAL}/operations/${name}/wait`)).status;
    expect([status, await wait()]).toEqual(["RUNNING", "RUNNING"]);
    clock().advance(MINUTE);
    expect(await wait()).toBe("DONE");
  });

  test("a grant acts seven minutes later, and so does its end", async () => {
    const reader = "reader@acme.iam.gserviceaccount.com";
    cloud().loopback.cloud.iam.enforce([reader]);
    const status = async () =>
      (await cloud().ask("GET", INSTANCES, undefined, { authorization: `Bearer ${reader}` })).status;
    const set = (bindings: object[]) =>
      cloud().mustSucceed("POST", `cloudresourcemanager/v1/projects/${PROJECT}:setIamPolicy`, { policy: { bindings } });
    const seen = async () => {
      const before = await status();
      clock().advance(6 * MINUTE);
      const between = await status();
      clock().advance(1 * MINUTE);
      return [before, between, await status()];
    };
    await set([{ role: "roles/redis.viewer", members: [`serviceAccount:${reader}`] }]);
    expect(await seen()).toEqual([403, 403, 200]);
    await set([]);
    expect(await seen()).toEqual([200, 200, 403]);
  });

  test("it runs as much faster as it is told, and never backwards", () => {
    const before = clock().now();
    clock().run({ factor: 1_000_000 });
    for (const end = performance.now() + 5; performance.now() < end; );
    expect(clock().now() - before).toBeGreaterThan(MINUTE);
  });
});

test("without it all is done at once", async () => {
  await cloud().network();
  const { body } = await cloud().connector();
  expect([body.done, (await cloud().get(`${CONNECTORS}/acme-conn`)).state]).toEqual([true, "READY"]);
});
