import { switchedOff } from "../../../rehearsal/server/faults";
import { aCloud, GLOBAL, INSTANCES, refusal } from "./cloud";

const cloud = aCloud();
const networks = `${GLOBAL}/networks`;
const path = /\/networks$/;
const create = (name: string) => cloud().ask("POST", networks, { name });
const isThere = async (name: string) => (await cloud().ask("GET", `${networks}/${name}`)).status === 200;

describe("a fault on demand:", () => {
  test.each([503, 429, 500, 403])("the API answers %i and does nothing, once", async (status) => {
    cloud().loopback.expect({ method: "POST", path, does: { status } });
    expect((await create("a")).status).toBe(status);
    expect(await isThere("a")).toBe(false);
    expect((await create("a")).status).toBe(200);
  });

  test("it occurs as often as requested, in the order of the requests", async () => {
    cloud().loopback.expect({ path, times: 2, does: { status: 503 } });
    cloud().loopback.expect({ path, does: { status: 429 } });
    const seen = [];
    for (const name of ["a", "b", "c", "d"]) seen.push((await create(name)).status);
    expect(seen).toEqual([503, 503, 429, 200]);
  });

  test("it leaves other methods and other paths alone", async () => {
    cloud().loopback.expect({ method: "POST", path, does: { status: 503 } });
    expect((await cloud().ask("GET", networks)).status).toBe(200);
    expect((await cloud().ask("POST", `${GLOBAL}/firewalls`, {})).status).toBe(400);
    expect((await create("a")).status).toBe(503);
  });

  test("an answer that takes its time", async () => {
    cloud().loopback.expect({ path, does: { delay: 200 } });
    const started = performance.now();
    expect((await create("a")).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(190);
  });

  test.each([
    ["before anything is done", "before", false],
    ["after all is done", "after", true],
  ] as const)("a connection that is cut %s", async (_, cut, done) => {
    cloud().loopback.expect({ method: "POST", path, does: { cut } });
    await expect(create("a")).rejects.toThrow();
    expect(await isThere("a")).toBe(done);
  });

  test("an operation that takes its time", async () => {
    cloud().loopback.expect({ method: "POST", path, does: { takes: 60_000 } });
    const { body: operation } = await create("a");
    const status = async () => (await cloud().get(`${GLOBAL}/operations/${operation.name}`)).status;
    const seen = [operation.status, await status()];
    cloud().loopback.clock.advance(60_000);
    expect([...seen, await status()]).toEqual(["RUNNING", "RUNNING", "DONE"]);
  });

  test("an operation that is accepted and ends in an error, in the words of either kind of API", async () => {
    cloud().loopback.expect({ path, does: { operationFails: "no capacity" } });
    const { body: operation } = await create("a");
    expect(operation).toMatchObject({ status: "DONE", error: { errors: [{ message: "no capacity" }] } });
    expect(await isThere("a")).toBe(false);

    cloud().loopback.expect({ path: /\/instances$/, does: { operationFails: "no capacity" } });
    const { body } = await cloud().redis({ authorizedNetwork: "default" });
    expect(body).toMatchObject({ done: true, error: { message: "no capacity" } });
    expect((await cloud().ask("GET", `${INSTANCES}/acme-redis`)).status).toBe(404);
  });

  test("where an API has no operations, the error comes at once and nothing is kept", async () => {
    cloud().loopback.expect({ path: /\/secrets$/, does: { operationFails: "no" } });
    const secrets = "secretmanager/v1/projects/acme/secrets";
    expect(refusal(await cloud().ask("POST", `${secrets}?secretId=a`, {}))).toEqual([500, "no"]);
    expect((await cloud().get(secrets)).secrets).toBeUndefined();
  });

  test("a permission is lacking until the cloud is calm again, and for what needs it alone", async () => {
    cloud().loopback.deny({ permission: "redis.instances.list" });
    for (let time = 0; time < 3; time++) {
      const { status, body } = await cloud().ask("GET", INSTANCES);
      expect([status, body.error.status, body.error.errors[0].reason]).toEqual([403, "PERMISSION_DENIED", "forbidden"]);
      expect(body.error.message).toContain("redis.instances.list");
    }
    expect((await cloud().ask("GET", networks)).status).toBe(200);
    cloud().loopback.calm();
    expect((await cloud().ask("GET", INSTANCES)).status).toBe(200);
  });

  test("an API that is switched off says in which project", async () => {
    cloud().loopback.expect(switchedOff("redis", "acme"));
    const { status, body } = await cloud().ask("GET", INSTANCES);
    expect([status, body.error.details[0]]).toMatchObject([
      403,
      { reason: "SERVICE_DISABLED", metadata: { service: "redis.googleapis.com", consumer: "projects/acme" } },
    ]);
  });
});
