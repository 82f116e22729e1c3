import { readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";
import { type Json, parsed } from "../inputs";

// What exists, and is in the middle of something.

const applied: Json = parsed("state/applied");
const REVISIONS = "projects/acme/locations/europe-west1/services/orders-api/revisions";

function after(address: string, values: Json): string[] {
  const world = structuredClone(applied);
  Object.assign(world.values.root_module.resources.find((one: Json) => one.address === address).values, values);
  const { verdict, paths } = judge(readJson(world, "state.json"));
  return [verdict, ...paths.flatMap(({ causes }) => causes.map(({ code }) => code))];
}

test.each([
  ["READY", ["reachable"]],
  ...["UPDATING", "MAINTENANCE", "FAILING_OVER", "IMPORTING", "STATE_UNSPECIFIED"].map((state): [string, string[]] => [
    state,
    ["unknown", "REDIS_INSTANCE_NOT_RUNNING"],
  ]),
  ...["CREATING", "DELETING", "REPAIRING"].map((state): [string, string[]] => [
    state,
    ["blocked", "REDIS_INSTANCE_NOT_RUNNING"],
  ]),
])("a Redis that is %s", (state, wanted) => {
  expect(after("google_redis_instance.cache", { state })).toEqual(wanted);
});

describe("a service whose latest revision failed", () => {
  const failed = (revisions: Json) =>
    after("google_cloud_run_v2_service.api", {
      terminal_condition: [{ type: "Ready", state: "CONDITION_FAILED" }],
      ...revisions,
    });

  test("is unknown where the revision before is ready: that one serves", () => {
    const revisions = { latest_created_revision: `${REVISIONS}/api-2`, latest_ready_revision: `${REVISIONS}/api-1` };
    expect(failed(revisions)).toEqual(["unknown", "CLOUD_RUN_REVISION_NOT_READY"]);
  });

  test("is blocked where no revision was ever ready", () => {
    const revisions = { latest_created_revision: `${REVISIONS}/api-1`, latest_ready_revision: "" };
    expect(failed(revisions)).toEqual(["blocked", "CLOUD_RUN_REVISION_NOT_READY"]);
  });
});

describe("a function", () => {
  const withState = (state: string) => {
    const world = structuredClone(applied);
    const { resources } = world.values.root_module;
    const at = resources.findIndex((one: Json) => one.type === "google_cloud_run_v2_service");
    const { template, location } = resources[at].values;
    const [{ connector }] = template[0].vpc_access;
    const variables = template[0].containers[0].env.map((one: Json) => [one.name, one.value]);
    const config = { vpc_connector: connector, environment_variables: Object.fromEntries(variables) };
    const type = "google_cloudfunctions2_function";
    const values = { name: "f", location, state, service_config: [config] };
    resources[at] = { address: `${type}.f`, mode: "managed", type, name: "f", values };
    const { verdict, paths } = judge(readJson(world, "state.json"));
    return [verdict, ...paths.flatMap(({ causes }) => causes.map(({ code }) => code))];
  };

  test.each([
    ["ACTIVE", ["reachable"]],
    ["DEPLOYING", ["unknown", "CLOUD_RUN_REVISION_NOT_READY"]],
    ["FAILED", ["unknown", "CLOUD_RUN_REVISION_NOT_READY"]],
    ["DELETING", ["blocked", "CLOUD_RUN_REVISION_NOT_READY"]],
  ])("that is %s", (state, wanted) => {
    expect(withState(state)).toEqual(wanted);
  });
});
