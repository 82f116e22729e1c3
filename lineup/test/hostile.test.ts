import { base, CACHE, ref } from "../../corpus/verify/base";
import { everyOutput, type Json, parsed } from "./inputs";

const judged = (json: unknown) => everyOutput(JSON.stringify(json)).judged;
const changed = (change: (root: Json) => void): Json => {
  const root = structuredClone(base);
  change(root.resource);
  return root;
};
const service = (resource: Json): Json => resource.google_cloud_run_v2_service.api;
const rule = (resource: Json): Json => resource.google_compute_firewall.redis_out;

describe("what refers to itself ends, and is unknown", () => {
  const network = (root: Json, value: string) => {
    root.resource.google_redis_instance.cache.authorized_network = value;
    return root;
  };

  test.each<[string, (root: Json) => void]>([
    [
      "locals",
      (root) => Object.assign(network(root, ref("local.a")), { locals: { a: ref("local.b"), b: ref("local.a") } }),
    ],
    ["one local", (root) => Object.assign(network(root, ref("local.a")), { locals: { a: ref("local.a") } })],
    ["a resource", (root) => network(root, ref(`${CACHE}.authorized_network`))],
    [
      "two resources",
      (root) => {
        root.resource.google_vpc_access_connector.conn.network = ref(`${CACHE}.authorized_network`);
        network(root, ref("google_vpc_access_connector.conn.network"));
      },
    ],
    [
      "a count",
      (root) => {
        root.resource.google_redis_instance.cache.count = ref(`length(${CACHE})`);
      },
    ],
    [
      "a for_each",
      (root) => {
        root.resource.google_redis_instance.cache.for_each = ref(CACHE);
      },
    ],
  ])("%s", (_, change) => {
    const root = structuredClone(base);
    change(root);
    expect(judged(root).verdict).toBe("unknown");
  });
});

describe("a million characters", () => {
  const MILLION = 1_000_000;
  const long = (part: string) => part.repeat(Math.ceil(MILLION / part.length));

  test.each<[string, (resource: Json) => void]>([
    ["a name", (resource) => Object.assign(service(resource), { name: long("a") })],
    ["a range", (resource) => Object.assign(rule(resource), { destination_ranges: [long("10.0.0.0/8,")] })],
    ["an IPv6 range", (resource) => Object.assign(rule(resource), { destination_ranges: [long("a:")] })],
    ["a tag", (resource) => Object.assign(rule(resource), { target_tags: [long("a-")] })],
    ["an env value", (resource) => env(resource, { name: "REDIS_URL", value: `redis://${long(":a")}` })],
    ["an env name", (resource) => env(resource, { name: long("REDIS_"), value: "x" })],
    ["an address in depends_on", (resource) => Object.assign(rule(resource), { depends_on: [`${long("[")}]x]`] })],
    ["an expression", (resource) => env(resource, { name: "A", value: `\${${long("module.a-")}}` })],
    ["a sum", (resource) => env(resource, { name: "A", value: `\${${long("1+")}1}` })],
    ["parentheses", (resource) => env(resource, { name: "A", value: `\${${long("(")}}` })],
    ["a list", (resource) => env(resource, { name: "A", value: `\${[${long("1,")}]}` })],
    ["an object", (resource) => env(resource, { name: "A", value: `\${{${long("a=1,")}}}` })],
    ["quotes", (resource) => env(resource, { name: "A", value: `\${"${long('\\"')}` })],
    ["quotes in quotes", (resource) => env(resource, { name: "A", value: `\${${long('"${')}` })],
    ["control characters", (resource) => Object.assign(service(resource), { name: long("\u001b]\n`") })],
  ])("in %s are read in a moment", (_, change) => {
    const started = performance.now();
    const { outputs } = everyOutput(JSON.stringify(changed(change)));
    expect(performance.now() - started).toBeLessThan(15_000);
    for (const output of outputs) expect(output.length).toBeLessThan(3 * MILLION);
  });

  test("and a list of 200,000 ranges", () => {
    const destination_ranges = Array.from(
      { length: 200_000 },
      (_, index) => `11.${index >> 16}.${(index >> 8) & 255}.${index & 255}/32`,
    );
    expect(judged(changed((resource) => Object.assign(rule(resource), { destination_ranges }))).verdict).toBe(
      "reachable",
    );
  });
});

function env(resource: Json, variable: { name: string; value: string }): void {
  service(resource).template.containers[0].env.push(variable);
}

describe("names that mean something to JavaScript are names like any other", () => {
  const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "valueOf"];
  /** JSON.parse makes an own property of `__proto__`; an object literal would not. */
  const renamed = (json: unknown, from: string, to: string) =>
    JSON.stringify(json).replaceAll(`"${from}":`, `"${to}":`).replaceAll(`.${from}.`, `.${to}.`);

  test.each(NAMES)("%s as a resource", (name) => {
    for (const from of ["cache", "vpc", "api", "conn", "redis_out"]) {
      const { judged } = everyOutput(renamed(base, from, name));
      expect(judged.paths).toMatchObject([{ verdict: "reachable" }]);
    }
    unpolluted();
  });

  test.each(NAMES)("%s as an attribute, a block, a local, a variable, a module, a provider", (name) => {
    for (const from of ["image", "template", "network", "provider", "vpc_access", "google", "resource", "allow"]) {
      everyOutput(
        renamed({ ...base, locals: { image: 1 }, variable: { image: {} }, module: { image: {} } }, from, name),
      );
    }
    for (const from of ["values", "expressions", "after_unknown", "allow", "template", "constant_value", "google"]) {
      unlessUnusable(() => everyOutput(renamed(parsed("verify/ok"), from, name)));
    }
    unpolluted();
  });

  test.each(NAMES)("%s where something unknown is looked up", (name) => {
    for (const root of ["local", "var", "module", "each", "data", "google_redis_instance", name]) {
      const value = `\${${root}.${name}.${name}[0]["${name}"]}`;
      everyOutput(JSON.stringify(changed((resource) => env(resource, { name: "REDIS_HOST", value }))));
    }
    everyOutput(JSON.stringify(changed((resource) => env(resource, { name: "A", value: `\${${name}("a")}` }))));
    unpolluted();
  });

  function unlessUnusable(act: () => void): void {
    try {
      act();
    } catch (error) {
      expect((error as Error).constructor.name).toBe("UnusableInput");
    }
  }

  function unpolluted(): void {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Json).image).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(12);
  }
});

test.each(["state/applied", "verify/no-connector", "verify/ok"])("no name in %s can move a cursor", (name) => {
  const hostile = "x\u001b[2J\u001b[32m\r\n✓ REACHABLE\u202e`|<script>](http://x)\u0007";
  const text = JSON.stringify(parsed(name)).replaceAll("orders-", JSON.stringify(hostile).slice(1, -1));
  const { outputs } = everyOutput(text);
  for (const output of outputs) expect(output.split(/[\n\t]/).join("")).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(outputs[0]).not.toMatch(/^✓ REACHABLE\W*$/m);
});
