import fc from "fast-check";
import { base, CACHE, CONNECTOR, ref } from "../../corpus/verify/base";
import { UnusableInput } from "../src/inputs/model";
import { configurationFrom, readText } from "../src/inputs/read";
import { withConfiguration } from "../src/inputs/with-configuration";
import { judge } from "../src/verify";
import { everyOutput, inventory, type Json, parsed } from "./inputs";

const WHOLE: Record<string, Json> = {
  synthesized: base,
  plan: parsed("verify/deny-half-of-range-host-unknown"),
  state: parsed("state/applied"),
  inventory: inventory(),
};

const nested = (depth: number): Json => {
  let value: Json = ref(`${CACHE}.host`);
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** What a place in JSON may hold instead of what it should. */
const strange = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    1e308,
    65536.5,
    "",
    "x",
    "__proto__",
    "10.0.0.0/33",
    [],
    {},
    [[]],
    [null],
    [{}],
  ),
  fc.constantFrom<Json>(
    "$" + "{",
    ref("["),
    '${"',
    "%{if}",
    ref(CACHE),
    ref(`${CONNECTOR}[*].id`),
    ref("var.x"),
    ref("1/0"),
  ),
  fc.constantFrom<Json>(
    { references: [1] },
    { references: null },
    { constant_value: ref(`${CACHE}.id`) },
    nested(50),
    nested(600),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
const name = fc.constantFrom("__proto__", "constructor", "toString", "length", "0", "");

type Change = { at: number } & (
  | { kind: "delete" }
  | { kind: "double" }
  | { kind: "put"; value: Json }
  | { kind: "rename"; to: string }
);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ at: fc.nat(), kind: fc.constant("put" as const), value: strange }),
  fc.record({ at: fc.nat(), kind: fc.constant("delete" as const) }),
  fc.record({ at: fc.nat(), kind: fc.constant("double" as const) }),
  fc.record({ at: fc.nat(), kind: fc.constant("rename" as const), to: name }),
);

/** Every place in a document: what holds it, and under which key. */
function places(holder: Json, found: { holder: Json; key: string }[] = []): { holder: Json; key: string }[] {
  if (typeof holder !== "object" || holder === null) return found;
  for (const key of Object.keys(holder)) {
    found.push({ holder, key });
    places(holder[key], found);
  }
  return found;
}

function changed(whole: Json, changes: readonly Change[]): string {
  const document = structuredClone(whole);
  let doubled: [string, string] | undefined;
  for (const one of changes) {
    const all = places(document);
    const place = all[one.at % all.length];
    if (!place) break;
    const { holder, key } = place;
    const value = holder[key];
    if (one.kind === "put") holder[key] = structuredClone(one.value);
    else if (one.kind === "double") doubled = [JSON.stringify(key), JSON.stringify(value)];
    else if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else {
      delete holder[key];
      if (one.kind === "rename")
        Object.defineProperty(holder, one.to, { value, enumerable: true, configurable: true, writable: true });
    }
  }
  const text = JSON.stringify(document);
  // A key that is there twice: JSON.parse takes the last one, and so does Terraform.
  return doubled ? text.replace(`${doubled[0]}:`, `${doubled[0]}:null,${doubled[0]}:`) : text;
}

function unlessUnusable(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    expect(error.message).toMatch(/^input\.json .{1,400}$/);
  }
}

test.each(Object.entries(WHOLE))("a %s with strange things in it is judged or refused", (_, whole) => {
  const property = fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
    unlessUnusable(() => everyOutput(changed(whole, changes)));
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(12);
  });
  fc.assert(property, { numRuns: 700 });
});

test("so is a plan whose strange places are read from the configuration", () => {
  const configuration = configurationFrom(JSON.stringify(base), "main.tf.json");
  const property = fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
    unlessUnusable(() => judge(withConfiguration(readText(changed(WHOLE.plan, changes), "input.json"), configuration)));
  });
  fc.assert(property, { numRuns: 500 });
});

describe("what is on the path and gone is missed", () => {
  const without = (root: Json, ...path: (string | number)[]) => {
    const document = structuredClone(root);
    const last = path.pop();
    const holder = path.reduce((inner, key) => inner[key], document);
    if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else delete holder[String(last)];
    return everyOutput(JSON.stringify(document)).judged.verdict;
  };
  const resource = (type: string) => ["resource", type];

  test.each<[string, (string | number)[], string]>([
    ["the connector", resource("google_vpc_access_connector"), "unknown"],
    ["the connector's network", [...resource("google_vpc_access_connector"), "conn", "network"], "unknown"],
    [
      "the way into the network",
      [...resource("google_cloud_run_v2_service"), "api", "template", "vpc_access"],
      "blocked",
    ],
    ["the services connection", resource("google_service_networking_connection"), "blocked"],
    ["the authorized network", [...resource("google_redis_instance"), "cache", "authorized_network"], "blocked"],
    [
      "the region of Redis, which is then the provider's",
      [...resource("google_redis_instance"), "cache", "region"],
      "reachable",
    ],
    ["Redis", resource("google_redis_instance"), "unknown"],
    ["the service", resource("google_cloud_run_v2_service"), "none"],
  ])("%s", (_, path, verdict) => {
    expect(without(base, ...path)).toBe(verdict);
  });

  test("in a plan, whatever of the configuration is gone", () => {
    const plan = parsed("verify/deny-higher-priority");
    const { resources } = plan.configuration.root_module;
    for (let index = 0; index < resources.length; index++)
      expect(without(plan, "configuration", "root_module", "resources", index)).not.toBe("reachable");
  });
});
