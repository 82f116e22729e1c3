import { readFileSync } from "node:fs";
import { sameChanges } from "../../scripts/ci/same-changes";
import { type Change, HEAD, type Json, NOW, plan } from "./attack-stage";

/** Compares two plans, each written down from JSON, as a pull request and a deploy do. */
function compared(reviewed: Change, planned: Change, stacks: [Change?, Change?] = []): string {
  const [one, other] = [plan(reviewed, {}, stacks[0]), plan(planned, {}, stacks[1])];
  one.write();
  other.write();
  return sameChanges(["staging", one.file, other.file], { COMMIT: HEAD, RUN: "42" }, NOW);
}

const output =
  (value: string, sensitive = false) =>
  (json: Json) => {
    json.output_changes.own = {
      ...{ actions: ["create"], before: null, after: `JSON(${value})`, after_unknown: false },
      ...{ before_sensitive: sensitive, after_sensitive: sensitive },
    };
  };
const cache =
  (attributes: object, sensitive: unknown = {}) =>
  (json: Json) => {
    const found = json.resource_changes.find(({ type }: Json) => type === "google_redis_instance");
    Object.assign(found.change, { after: attributes, after_sensitive: sensitive });
  };

beforeEach(() => jest.spyOn(console, "log").mockImplementation(() => {}));
afterEach(() => jest.restoreAllMocks());

// Each of these pairs is two values, and was one to something: a text that is printed, JSON.parse, or a copy by zod.
test.each([
  ["null", '"nothing"'],
  ["null", '"null"'],
  ["null", "[null]"],
  ["[null]", "[null,null]"],
  ['{"a":null}', "{}"],
  ['{"a":null}', "null"],
  ["1", '"1"'],
  ["1", "true"],
  ["true", '"true"'],
  ["0", "-0"],
  ["1", "1.00000000000000000000001"],
  ["9007199254740993", "9007199254740992"],
  ["12345678901234567890", "12345678901234567891"],
  ["12345678901234567891", '"12345678901234567891"'],
  ["0.1", "0.1000000000000000055511151231257827"],
  ["1e400", "2e400"],
  ['["a"]', '{"0":"a"}'],
  ['["a"]', '"a"'],
  ['["a","b"]', '"a, b"'],
  ['["a","b"]', '["b","a"]'],
  ["[]", "{}"],
  ["[]", '""'],
  ["[]", "null"],
  ['"\\u00e9"', '"e\\u0301"'],
  ['"\\ud800"', '"\\ufffd"'],
  ['"a\\u0000"', '"a"'],
  ['"a\\u200b"', '"a"'],
  ['{"a.b":"1"}', '{"a":{"b":"1"}}'],
  ['{"constructor":"1"}', "{}"],
  ['{"toString":null}', "{}"],
  ['{"sha256":"1"}', '{"sha256":"2"}'],
  ['{"unknown":true}', '{"unknown":false}'],
])("%s is not %s", (one, other) => {
  expect(compared(output(one), output(one))).toMatch(/and no other$/);
  expect(compared(output(other), output(other))).toMatch(/and no other$/);
  expect(() => compared(output(one), output(other))).toThrow("the plan does not do what was reviewed");
  expect(() => compared(output(other), output(one))).toThrow("the plan does not do what was reviewed");
});

test.each([
  [{ tier: "nothing" }, {}],
  [{ memory_size_gb: 1 }, { memory_size_gb: "1" }],
  [{ auth_enabled: true }, { auth_enabled: "true" }],
  [{ tags: ["a"] }, { tags: { 0: "a" } }],
])("the attributes %j are not %j", (one, other) => {
  expect(() => compared(cache(one), cache(other))).toThrow("the plan does not do what was reviewed");
});

test("what is not known yet is no text that says so", () => {
  const unknown = (json: Json) => {
    output("null")(json);
    json.output_changes.own.after_unknown = true;
  };
  expect(() => compared(unknown, output('"(known after apply)"'))).toThrow("(known after apply)");
});

test("a key that would be lost on the way is refused", () => {
  expect(() => compared(output('{"__proto__":1}'), output('{"__proto__":1}'))).toThrow("__proto__ is refused");
  const named = (json: Json) => {
    json.output_changes = JSON.parse('{"__proto__":{"actions":["create"],"before":null,"after":1}}');
  };
  expect(() => compared(named, named)).toThrow("__proto__ is refused");
});

test("what the schema names is not set, whether it is null or left out", () => {
  expect(compared(cache({ name: "n", tier: null }), cache({ name: "n" }))).toMatch(/and no other$/);
  expect(() => compared(cache({ labels: { a: null } }), cache({ labels: {} }))).toThrow("labels");
});

test("the order of keys is no difference, and the order of a list is one", () => {
  expect(compared(output('{"a":1,"b":2}'), output('{"b":2,"a":1}'))).toMatch(/and no other$/);
});

describe("a secret that changes", () => {
  const secret = { auth_string: true };
  const [one, other] = ["one", "two"].map((text) => cache({ name: "n", auth_string: text }, secret)) as [
    Change,
    Change,
  ];

  test("is compared by what the configuration says of it, and not by its value", () => {
    expect(compared(one, other)).toMatch(/and no other$/);
    expect(readFileSync(written(one), "utf8")).not.toContain('"one"');
    const literal = (value: string) => (stack: Json) => {
      stack.resource.google_secret_manager_secret_version.cache_auth_version.secret_data = value;
    };
    const version = (json: Json) => {
      const found = json.resource_changes.find(({ type }: Json) => type === "google_secret_manager_secret_version");
      Object.assign(found.change, { after: { secret_data: "x" }, after_sensitive: { secret_data: true } });
    };
    expect(compared(version, version, [literal("a"), literal("a")])).toMatch(/and no other$/);
    expect(() => compared(version, version, [literal("a"), literal("b")])).toThrow(
      "secret_data was reviewed as a secret",
    );
    expect(() => compared(version, version, [undefined, literal("b")])).toThrow("secret_data was reviewed as a secret");
  });

  test("hides nothing that stands beside it", () => {
    const beside = cache({ name: "other", auth_string: "one" }, secret);
    expect(() => compared(one, beside)).toThrow('name was reviewed as nothing -> "n"');
  });

  test("of an output that calls itself one is compared by what makes it", () => {
    const made = (value: string) => (stack: Json) => {
      stack.output.own = { value, sensitive: true };
      stack.output["own-too"] = { value, sensitive: true };
    };
    const both = (json: Json) => {
      output('"x"', true)(json);
      json.output_changes = { "own-too": json.output_changes.own };
    };
    const of = (expression: string) => made(`\${google_redis_instance.cache.${expression}}`);
    expect(compared(both, both, [of("host"), of("host")])).toMatch(/and no other$/);
    expect(() => compared(both, both, [of("host"), of("port")])).toThrow("own-too");
  });
});

describe("what nobody knows before the apply", () => {
  const unknown = (json: Json) => {
    const found = json.resource_changes.find(({ type }: Json) => type === "google_redis_instance");
    Object.assign(found.change, { after: { name: "n" }, after_unknown: { display_name: true, host: true } });
  };
  const named = (display_name: string) => (stack: Json) => {
    stack.resource.google_redis_instance.cache.display_name = display_name;
  };

  test("is compared by what the configuration makes it of", () => {
    const [one, other] = ["network", "other"].map((name) => named(`\${google_compute_network.${name}.id}`));
    expect(compared(unknown, unknown, [one, one])).toMatch(/and no other$/);
    expect(() => compared(unknown, unknown, [one, other])).toThrow(
      /display_name was reviewed as nothing -> \(known after apply\), made of sha256:\w+ of the configuration/,
    );
  });

  test("may be what is read while the plan is applied: which that is, is compared", () => {
    const reading = (name: string) => (json: Json) => {
      json.resource_changes.push({
        ...{ address: "data.google_compute_network.existing", mode: "data", type: "google_compute_network" },
        ...{ name: "existing", provider_name: "registry.terraform.io/hashicorp/google" },
        change: { actions: ["read"], before: null, after: { name }, after_unknown: { id: true } },
      });
    };
    const stack = (json: Json) => {
      json.data = { google_compute_network: { existing: { name: "read" } } };
    };
    const planned = (name: string) => (json: Json) => {
      const [resource] = json.configuration.root_module.resources;
      const address = "data.google_compute_network.existing";
      json.configuration.root_module.resources.push({ ...resource, address, mode: "data" });
      reading(name)(json);
    };
    expect(compared(planned("default"), planned("default"), [stack, stack])).toMatch(/and no other$/);
    expect(() => compared(planned("default"), planned("other"), [stack, stack])).toThrow("data.google_compute_network");
  });
});

function written(change: Change): string {
  const it = plan(change);
  it.write();
  return it.file;
}
