import { readFileSync } from "node:fs";
import { readJson } from "../src/inputs/read";
import { judge } from "../src/verify";
import { corpus, type Json, parsed } from "./inputs";

// A world that was applied, and plans over it that do not speak of all of it.

const SERVICE = "google_cloud_run_v2_service.api";
const RULE = "google_compute_firewall.redis_out";
const applied = parsed("state/applied");
const resources: Json[] = applied.values.root_module.resources;

/** A deny that stands above everything, as a state would have it. */
function cut(): Json {
  const rule = structuredClone(resources.find(({ address }) => address === RULE));
  return {
    ...rule,
    address: "google_compute_firewall.cut",
    name: "cut",
    values: {
      ...rule.values,
      name: "cut",
      priority: 1,
      allow: [],
      deny: [{ protocol: "tcp", ports: ["6379"] }],
      target_tags: [],
    },
  };
}

function plan(planned: Json[], changes: Json[], more: Json = {}): Json {
  return {
    format_version: "1.2",
    planned_values: { root_module: { resources: planned } },
    prior_state: { format_version: "1.0", values: { root_module: { resources: [...resources, cut()] } } },
    resource_changes: changes,
    configuration: { root_module: {} },
    complete: true,
    ...more,
  };
}

function change({ address, mode, type }: Json, ...actions: string[]): Json {
  return { address, mode, type, change: { actions, before: null, after: null, after_unknown: {} } };
}

const judged = (json: Json) => {
  const { verdict, paths } = judge(readJson(json, "plan.json"));
  return { verdict, causes: paths.flatMap(({ causes }) => causes.map(({ address }) => address)) };
};

const CUT = { verdict: "blocked", causes: ["google_compute_firewall.cut"] };

test("what Terraform forgets goes on existing", () => {
  const { values: _, ...empty } = cut();
  expect(judged(plan([...resources, empty], [change(cut(), "forget")]))).toEqual(CUT);
});

test("what it deletes does not", () => {
  expect(judged(plan(resources, [change(cut(), "delete")])).verdict).toBe("reachable");
});

test("what a targeted plan leaves out goes on existing", () => {
  expect(judged(plan(resources, [], { complete: false }))).toEqual(CUT);
  const elsewhere = resources.filter(({ address }) => address !== SERVICE);
  expect(judged(plan(elsewhere, [], { complete: false }))).toEqual(CUT);
});

test("what was moved is not there twice", () => {
  const moved = { ...resources.find(({ address }) => address === RULE), address: "google_compute_firewall.moved" };
  const others = resources.filter(({ address }) => address !== RULE);
  const json = plan([...others, moved], [{ ...change(moved, "no-op"), previous_address: RULE }], { complete: false });
  json.prior_state.values.root_module.resources = resources;
  expect(readJson(json, "plan.json").resources.map(({ address }) => address)).not.toContain(RULE);
});

test("a plan that ended in an error decides nothing, and says so even where it declares nothing", () => {
  const broken = plan(resources, [change(cut(), "delete")], { errored: true, complete: false });
  expect(judged(broken).verdict).toBe("unknown");
  const empty = { ...plan([], [], { errored: true, complete: false }), prior_state: undefined };
  expect(judged(empty)).toEqual({ verdict: "unknown", causes: [] });
});

test("neither does one that defers changes", () => {
  const json = plan(resources, [], { deferred_changes: [{ reason: "provider_config_unknown" }] });
  expect(judged(json).verdict).toBe("unknown");
});

test("a plan of another major format is refused", () => {
  const text = readFileSync(corpus("verify/ok"), "utf8").replace(
    /"format_version":\s*"1\.\d"/,
    '"format_version":"2.0"',
  );
  expect(() => readJson(JSON.parse(text), "plan.json")).toThrow('format version "2.0": lineup reads versions 0 and 1');
});

describe("in a state", () => {
  const CACHE = "google_redis_instance.cache";
  const state = (change: (list: Json[]) => Json[]) => {
    const world = structuredClone(applied);
    world.values.root_module.resources = change(world.values.root_module.resources);
    return judged(world);
  };
  const old = (resource: Json) => ({ ...resource, deposed_key: "0badf00d" });

  test("an old Redis that is still to be deleted is nobody's target", () => {
    const only = state((list) => list.map((one) => (one.address === CACHE ? old(one) : one)));
    expect(only.verdict).not.toBe("reachable");
    const both = state((list) => [...list, old(list.find(({ address }) => address === CACHE))]);
    expect(both).toEqual({ verdict: "reachable", causes: [] });
  });

  test("an old rule that is still to be deleted still denies", () => {
    expect(state((list) => [...list, old(cut())]).verdict).toBe("blocked");
  });

  test("what could not be made to its end is not relied on", () => {
    const isConnector = ({ type }: Json) => type === "google_vpc_access_connector";
    expect(state((list) => list.map((one) => (isConnector(one) ? { ...one, tainted: true } : one))).verdict).toBe(
      "unknown",
    );
  });
});
