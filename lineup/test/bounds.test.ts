import { base, CACHE, ref } from "../../corpus/verify/base";
import { UnusableInput } from "../src/inputs/model";
import { everyOutput, inventory, type Json, lineup, parsed } from "./inputs";

/** Inputs of less than a megabyte whose work grows with a product of their parts: judged, or refused in words. */

const MOST_TEXT = 1_000_000;
const many = (number: number, make: (index: number) => unknown) =>
  Object.fromEntries(Array.from({ length: number }, (_, index) => [`x${index}`, make(index)]));
const changed = (change: (resource: Json) => void): Json => {
  const root = structuredClone(base);
  change(root.resource);
  return root;
};
const service = (root: Json): Json => root.google_cloud_run_v2_service.api;
const withEnv = (root: Json, env: Json[]): Json => {
  const { template, ...rest } = structuredClone(service(root));
  return { ...rest, template: { ...template, containers: [{ image: "i", env }] } };
};

function verdictOf(json: Json): string {
  const text = JSON.stringify(json);
  expect(text.length).toBeLessThan(MOST_TEXT);
  return everyOutput(text).judged.verdict;
}

describe("a product of callers and caches", () => {
  test("in a state is refused, with the numbers and the way out", () => {
    const state = parsed("state/applied");
    const { resources } = state.values.root_module;
    for (let index = 0; index < 1_500; index++) {
      resources.push({ ...instance("google_redis_instance", "c", index), values: { name: `c${index}` } });
      resources.push({
        ...instance("google_cloud_run_v2_service", "s", index),
        values: {},
        depends_on: ["google_redis_instance.c"],
      });
    }
    expect(() => verdictOf(state)).toThrow(UnusableInput);
    expect(() => verdictOf(state)).toThrow(
      /^input\.json is too large to judge: it declares more than 20000 paths from 1501 callers to 1501 targets\. Judge its parts one by one$/,
    );
  });

  test("of 10,000 paths is judged", () => {
    const all = Array.from({ length: 100 }, (_, index) => ref(`google_redis_instance.x${index}.host`));
    const root = changed((resource) => {
      const { cache } = resource.google_redis_instance;
      resource.google_redis_instance = many(100, (index) => ({ ...cache, name: `c${index}` }));
      const env = all.map((value, index) => ({ name: `REDIS${index}_HOST`, value }));
      resource.google_cloud_run_v2_service = many(50, () => withEnv(resource0(), env));
    });
    expect(verdictOf(root)).toBe("reachable");
  });
});

function instance(type: string, name: string, index: number): Json {
  return { address: `${type}.${name}[${index}]`, mode: "managed", type, name };
}

const resource0 = () => base.resource;

describe("thousands of one thing", () => {
  test.each<[string, string, (resource: Json) => void]>([
    [
      "variables with addresses of no Redis",
      "blocked",
      (resource) => {
        const env = Array.from({ length: 5_000 }, (_, index) => ({
          name: `REDIS_${index}_HOST`,
          value: `10.9.${index >> 8}.${index & 255}`,
        }));
        service(resource).template.containers[0].env.push(...env);
      },
    ],
    [
      "variables that hold one secret with thousands of versions",
      "unknown",
      (resource) => {
        resource.google_secret_manager_secret = { s: { secret_id: "s", replication: { auto: {} } } };
        resource.google_secret_manager_secret_version = many(3_000, () => ({
          secret: ref("google_secret_manager_secret.s.id"),
          secret_data: ref(`${CACHE}.host`),
        }));
        const secret = { secret_key_ref: { secret: "s", version: "latest" } };
        const env = Array.from({ length: 3_000 }, (_, index) => ({
          name: `REDIS_${index}_HOST`,
          value_source: secret,
        }));
        service(resource).template.containers[0].env.push(...env);
      },
    ],
    [
      "secrets with one id",
      "unknown",
      (resource) => {
        resource.google_secret_manager_secret = many(3_500, () => ({ secret_id: "s", replication: { auto: {} } }));
        resource.google_secret_manager_secret_version = many(3_500, (index) => ({
          secret: ref(`google_secret_manager_secret.x${index}.id`),
          secret_data: ref(`${CACHE}.host`),
        }));
        const value_source = { secret_key_ref: { secret: "s" } };
        service(resource).template.containers[0].env.push({ name: "REDIS_URL", value_source });
      },
    ],
    [
      "subnetworks that all overlap, the connector among them",
      "blocked",
      (resource) => {
        const network = ref("google_compute_network.vpc.id");
        const subnet = (index: number) => ({ name: `n${index}`, network, ip_cidr_range: "10.0.0.0/8" });
        Object.assign(resource.google_compute_subnetwork, many(3_000, subnet));
      },
    ],
    [
      "firewall policies with rules, each attached, behind a rule that allows",
      "reachable",
      (resource) => {
        resource.google_compute_network_firewall_policy = many(1_000, (index) => ({ name: `p${index}` }));
        resource.google_compute_network_firewall_policy_association = many(1_000, (index) => ({
          attachment_target: ref("google_compute_network.vpc.id"),
          firewall_policy: ref(`google_compute_network_firewall_policy.x${index}.name`),
        }));
        resource.google_compute_network_firewall_policy_rule = many(1_000, (index) => ({
          firewall_policy: ref(`google_compute_network_firewall_policy.x${index}.name`),
          action: "deny",
          direction: "EGRESS",
          match: { dest_ip_ranges: ["10.0.0.0/8"], layer4_configs: [{ ip_protocol: "all" }] },
        }));
      },
    ],
  ])("%s: %s", (_, verdict, change) => expect(verdictOf(changed(change))).toBe(verdict));
});

const HOSTILE: [string, string][] = [
  ["a number that is infinite", '{"resource":{"google_redis_instance":{"c":{"memory_size_gb":1e999,"name":-0}}}}'],
  ["NUL bytes and halves of characters", '{"resource":{"google_redis_instance":{"c\\u0000":{"name":"\\ud800"}}}}'],
  ["bytes that are no UTF-8", '{"resource":{"google_redis_instance":{"c":{"name":"\u00ff\ufffd"}}}}'],
  ["deep nesting that is never closed", '{"a":'.repeat(190_000)],
  ["lists that are never closed", "[".repeat(990_000)],
  [
    "half a million numbers",
    `{"format_version":"1.0","values":{"root_module":{"resources":[${"0,".repeat(480_000)}0]}}}`,
  ],
  ["empty modules", `{"format_version":"1.0","values":{"root_module":{"child_modules":[${"{},".repeat(300_000)}{}]}}}`],
  ["empty blocks", `{"resource":{"google_cloud_run_v2_service":{"x":{"template":[${"{},".repeat(300_000)}{}]}}}}`],
  ["empty services", `{"resource":{"google_cloud_run_v2_service":{${keys(60_000, "{}")}}}}`],
  [
    "texts in the place of everything",
    JSON.stringify(parsed("state/applied")).replace(/\{(?="name")/g, '{"values":"x",'),
  ],
  ["an inventory of what could not be read", JSON.stringify({ ...inventory(), unread: unread(1_000) })],
];

function keys(number: number, value: string): string {
  return Array.from({ length: number }, (_, index) => `"${index}":${value}`).join(",");
}

function unread(number: number): Json[] {
  return Array.from({ length: number }, (_, index) => ({ what: `rule ${index}`, why: "403" }));
}

describe.each(HOSTILE)("%s", (_, text) => {
  test.each(["verify", "review", "drift", "diagram"])("%s ends with a code of its own, in words", (command) => {
    expect(text.length).toBeLessThan(2 * MOST_TEXT);
    const { status, signal, stderr } = lineup([command, "-"], { input: text });
    expect({ signal, isKnown: [0, 1, 2, 3].includes(status ?? -1) }).toEqual({ signal: null, isKnown: true });
    expect(stderr).not.toMatch(/^\s+at |defect of lineup/m);
    if (status === 2) expect(stderr).toMatch(/^lineup: standard input .{1,400}\n$/);
  });
});
