import { API, base, CACHE, type Root, ref } from "../../../corpus/verify/base";
import { add, at, copy, env } from "../../../corpus/verify/edit";
import { variable } from "../../../corpus/verify/expressions";
import { readConfiguration } from "../../src/inputs/configuration";
import { judge } from "../../src/verify";

// A service reads what its values are made of, and not what its text mentions and a choice passes over.

const OTHER = "google_redis_instance.us";

/** Where its paths go, in a root with a second Redis that it cannot reach. */
function paths(change: (root: Root) => void): string {
  const root: Root = structuredClone(base);
  copy(root, CACHE, "us", { name: "us-cache", region: "us-east1" });
  variable(root, "primary", true);
  variable(root, "open");
  change(root);
  return judge(readConfiguration({ files: [root] }, "root"))
    .paths.map(({ to }) => to)
    .sort()
    .join(", ");
}

const host = (value: string) => paths((root) => env(root, "REDIS_HOST", ref(value)));

/** The service's variables are those of one dynamic block. */
const dynamic = (over: unknown, value: string) =>
  paths((root) => {
    const [container] = at(root, API).template.containers;
    delete container.env;
    container.dynamic = { env: { for_each: over, content: { name: "REDIS_HOST", value: ref(value) } } };
  });

test.each([
  ["the branch that is not taken", `var.primary ? ${CACHE}.host : ${OTHER}.host`],
  ["the branch that is not taken, the first", `!var.primary ? ${OTHER}.host : ${CACHE}.host`],
  ["the other members of an object", `{ a = ${CACHE}.host, b = ${OTHER}.host }[var.primary ? "a" : "b"]`],
  ["the other members of a list", `[${OTHER}.host, ${CACHE}.host][1]`],
  ["what is not looked up", `lookup({ a = ${CACHE}.host, b = ${OTHER}.host }, "a", ${OTHER}.host)`],
  ["what comes after a value", `coalesce(null, "\${${CACHE}.host}", "x") == "y" ? "z" : ${CACHE}.host`],
])("%s is not read", (_, value) => {
  expect(host(value)).toBe(CACHE);
});

test("what comes after the first value that is something is not read", () => {
  expect(paths((root) => env(root, "MODE", ref(`coalesce("basic", ${OTHER}.host)`)))).toBe(CACHE);
});

test("a dynamic block that makes nothing reads nothing", () => {
  const none = dynamic(ref("var.primary ? [] : [1]"), `${OTHER}.host`);
  const one = dynamic(ref("var.primary ? [1] : []"), `${OTHER}.host`);
  expect([none, one]).toEqual(["", OTHER]);
});

test("the items of a dynamic block decide what its content reads", () => {
  expect(dynamic({ a: true }, `env.value ? ${CACHE}.host : ${OTHER}.host`)).toBe(CACHE);
  expect(dynamic({ a: true, b: false }, `env.value ? ${CACHE}.host : ${OTHER}.host`)).toBe(`${CACHE}, ${OTHER}`);
});

test("a choice that is not known reads all that it chooses from", () => {
  expect(host(`var.open ? ${CACHE}.host : ${OTHER}.host`)).toBe(`${CACHE}, ${OTHER}`);
  expect(host(`coalesce(${CACHE}.host, ${OTHER}.host)`)).toBe(`${CACHE}, ${OTHER}`);
  expect(dynamic(ref("var.open ? [1] : []"), `${OTHER}.host`)).toBe(OTHER);
});

test("what is taken is read where its value is known, and what it holds with it", () => {
  const FILE = "google_storage_bucket_object.conf";
  const ofFile = (...values: string[]) =>
    paths((root) => {
      const [container] = at(root, API).template.containers;
      container.env = values.map((value, index) => ({ name: `CONF_${index}`, value: ref(value) }));
      add(root, FILE, { name: "conf", bucket: "b", content: ref(`${CACHE}.host`) });
    });
  expect(ofFile(`var.primary ? ${FILE}.name : ""`)).toBe(CACHE);
  expect(ofFile(`var.open ? ${FILE}.name : ""`)).toBe(CACHE);
  expect(ofFile(`var.open ? "" : ${FILE}.name`)).toBe(CACHE);
  expect(ofFile(`var.primary ? "" : ${FILE}.name`)).toBe("");
  expect(ofFile(`var.primary ? "" : ${FILE}.name`, `${FILE}.name`)).toBe(CACHE);
});
