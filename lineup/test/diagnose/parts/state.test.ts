import { state } from "../../../src/diagnose/parts/state";
import { LiveProject } from "../../inventory/live";
import { diagnosed, send } from "../cloud";

let live: LiveProject;
beforeEach(async () => {
  live = await LiveProject.open();
  await live.settle();
});
afterEach(() => live.close());

const HOUR = 60 * 60_000;
const at = (offset: number) => new Date(Date.now() + offset).toISOString();

/** The project, with this in what Google says of its Redis. */
function saying(change: object) {
  return diagnosed(live, {
    through: async (request) => {
      const answer = await send(request);
      const body = answer.body as { instances?: object[] };
      if (!/redis\/v1\/.*instances/.test(request.url) || !body.instances) return answer;
      return { ...answer, body: { ...body, instances: body.instances.map((one) => ({ ...one, ...change })) } };
    },
  });
}

test("a Redis that does not run is the cause, and Google's maintenance of it is its evidence", async () => {
  const maintenanceSchedule = { startTime: at(-HOUR), endTime: at(HOUR) };
  const { causes } = await saying({ state: "MAINTENANCE", maintenanceSchedule });
  expect(causes[0]).toMatchObject({ code: "REDIS_INSTANCE_NOT_RUNNING", services: ["acme-api"] });
  expect(causes[0]?.evidence).toContainEqual(expect.objectContaining({ from: "state", by: "Google" }));
});

test("a maintenance that is over or to come is nothing that happened", async () => {
  for (const maintenanceSchedule of [
    { startTime: at(-2 * HOUR), endTime: at(-HOUR) },
    { startTime: at(HOUR), endTime: at(2 * HOUR) },
  ]) {
    const { changes } = await saying({ maintenanceSchedule, createTime: at(-1_000 * HOUR) });
    expect(changes.filter(({ from }) => from === "state")).toEqual([]);
  }
});

test("an instance that was made lately is a change, and when", async () => {
  const { changes } = await saying({ createTime: at(-HOUR) });
  expect(changes).toContainEqual(expect.objectContaining({ from: "state", at: "google_redis_instance.acme-redis" }));
});

test("one that Google has suspended is said so, whatever its state is", async () => {
  const { causes } = await saying({ suspensionReasons: ["CUSTOMER_MANAGED_KEY_ISSUE", "rm -rf", 7] });
  const [first] = causes;
  expect(first?.code).toBe("REDIS_INSTANCE_NOT_RUNNING");
  expect(first?.message).toContain("CUSTOMER_MANAGED_KEY_ISSUE");
  expect(JSON.stringify(causes)).not.toContain("rm -rf");
});

test.each([
  { state: 7 },
  { maintenanceSchedule: "soon" },
  { maintenanceSchedule: { startTime: "soon" } },
  { createTime: {} },
])("%j is no reason to fall over", async (change) => {
  const { looks } = await saying(change);
  expect(looks.find(({ part }) => part === "state")?.did).toBe("looked");
});

test("a permission that is missing is said", async () => {
  live.cloud.expect({ path: /redis\/v1\/.*instances$/, does: { status: 403 }, times: 2 });
  const report = await diagnosed(live, { parts: [state] });
  expect(report.looks[0]).toMatchObject({ did: "could not" });
  expect(report.looks[0]?.why).toContain("redis.instances.list");
});
