import { readFileSync } from "node:fs";
import { join } from "node:path";
import { handover } from "../../../src/adopt/old";
import { readJson } from "../../../src/inputs/read";
import { OURS } from "./ours";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
type Json = any;

const OLD: Json = JSON.parse(readFileSync(join(__dirname, "old-root.json"), "utf8"));
const P = "netra-staging";
const taken = (old: Json, project = P) => handover(old, OURS, project);

test.each<[string, Json, RegExp]>([
  [
    "a state as Terraform keeps it",
    { version: 4, lineage: "x", serial: 1, resources: [] },
    /is a state as Terraform keeps it.*terraform show -json terraform\.tfstate > state\.json/,
  ],
  [
    "a plan",
    { format_version: "1.2", planned_values: { root_module: {} }, resource_changes: [] },
    /is a plan, and --old takes the state of the old root: terraform show -json terraform\.tfstate > old\.json/,
  ],
  ["a configuration", { resource: { google_compute_network: { n: { name: "n" } } } }, /is a configuration/],
  ["an inventory", { schema: "lineup/inventory/1", project: P, resources: [] }, /is an inventory/],
  ["a list", [], /holds a list/],
  ["nothing of Terraform's", { hello: 1 }, /holds an object with the keys "hello"/],
  ["a format of later", { format_version: "2.0", values: {} }, /format version "2\.0"/],
  [
    "a resource without an address",
    { format_version: "1.0", values: { root_module: { resources: [{ mode: "managed", type: "x" }] } } },
    /incomplete or damaged at values\.root_module\.resources\.0\.address: expected text, got nothing/,
  ],
])("%s is refused, with the way out", (_, json, says) => {
  expect(() => taken(json)).toThrow(says);
});

test("the state of another project is refused, and both projects are named", () => {
  expect(() => taken(OLD, "netra-production")).toThrow(
    /it is a state of netra-staging, and netra-production is adopted/,
  );
});

test("all problems of a state are said at once", () => {
  const state = structuredClone(OLD);
  const { resources } = state.values.root_module;
  resources.push(resources[0], { ...resources[0], address: "google_cloud_run_service.a\nVERDICT safe" });
  expect(() => taken(state, "other")).toThrow(
    /1 resource with an address that Terraform does not write: .*; an address stands there twice: .*; it is a state of netra-staging/,
  );
});

test.each([
  'google_compute_network.n["a\n"]',
  "google_compute_network.n; rm -rf /",
  "google_compute_network.n[$(id)]",
  "google_compute_network",
  "data.google_compute_network.n",
  "google_compute_subnetwork.of_another_type",
  "module.m.google_compute_network.%{x}",
  '__proto__["x"]',
])("an address that Terraform never writes becomes no removed block: %j", (address) => {
  const resource = {
    address,
    mode: "managed",
    type: "google_compute_network",
    values: { name: "staging-vpc", project: P },
  };
  const state = { format_version: "1.0", values: { root_module: { resources: [resource] } } };
  expect(() => taken(state)).toThrow(/an address that Terraform does not write/);
  try {
    taken(state);
  } catch (error) {
    expect((error as Error).message).not.toContain("\n");
  }
});

test("a key may hold whatever Terraform escapes: what comes of it has no key", () => {
  const address = 'module.m["a]b\\"."].google_compute_network.n["\\u001b[31m%{x}"]';
  const resource = {
    address,
    mode: "managed",
    type: "google_compute_network",
    values: { name: "staging-vpc", project: P },
  };
  const { removed } = taken({ format_version: "1.0", values: { root_module: { resources: [resource] } } });
  expect(removed.content.removed.map(({ from }) => from)).toEqual(["module.m.google_compute_network.n"]);
});

test.each<[string, Json]>([
  ["nothing", null],
  ["other types", { name: 1, project: ["x"], region: {}, members: "x", policy_data: 3, id: 7 }],
  ["no JSON in a policy", { project: P, policy_data: "{" }],
  ["names of JavaScript's", { constructor: 1, project: P, policy_data: '{"bindings":[{"__proto__":1},null,3]}' }],
])("values that are %s make no pair, and break nothing", (_, values) => {
  const types = [
    "google_redis_instance",
    "google_project_iam_policy",
    "google_project_iam_binding",
    "google_cloud_run_service",
  ];
  const resources = types.map((type) => ({ address: `${type}.x`, mode: "managed", type, values }));
  const { pairs, left } = taken({ format_version: "1.0", values: { root_module: { resources } } });
  expect(pairs).toEqual([]);
  expect(left.map(({ id }) => id)).toEqual([null, null, null, null]);
});

test("what the state calls sensitive is in no answer, and neither is any password", () => {
  const passwords = new Set(JSON.stringify(OLD).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));
  expect(passwords.size).toBeGreaterThan(0);
  const said = JSON.stringify(taken(OLD));
  for (const password of passwords) expect(said).not.toContain(password);

  const state = structuredClone(OLD);
  const named = (address: string) => state.values.root_module.resources.find((one: Json) => one.address === address);
  named("google_redis_instance.sessions").sensitive_values.name = true;
  named("google_project_iam_binding.viewers").sensitive_values.members = [true, false];
  const hidden = taken(state);
  expect(JSON.stringify(hidden)).not.toMatch(/instances\/sessions|somebody@example/);
  expect(hidden.left.find(({ address }) => address === "google_redis_instance.sessions")?.id).toBeNull();
  expect(hidden.pairs).toHaveLength(OURS.length);
});

test("reading the old state changes nothing of it", () => {
  const before = JSON.stringify(OLD);
  taken(OLD);
  expect(JSON.stringify(OLD)).toBe(before);
  expect(readJson(OLD, "old.json").kind).toBe("state");
});
