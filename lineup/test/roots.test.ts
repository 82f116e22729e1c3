import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base, CACHE, EGRESS_RULE, type Root, ref } from "../../corpus/verify/base";
import { UnusableInput } from "../src/inputs/model";
import { readInput, readJson } from "../src/inputs/read";
import { withConfiguration } from "../src/inputs/with-configuration";
import { judge } from "../src/verify";
import { parsed } from "./inputs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "root-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a root of these files comes to. */
async function verdictOf(files: Record<string, unknown>) {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  const { verdict, paths } = judge(await readInput(folder));
  return {
    verdict,
    causes: paths.flatMap(({ causes, undecided }) => [...causes, ...undecided].map(({ message }) => message)),
  };
}

const CUT = { priority: 1, direction: "EGRESS", network: "acme-vpc", name: "cut", destination_ranges: ["0.0.0.0/0"] };
const DENY = [{ protocol: "tcp", ports: ["6379"] }];

function withRule(rule: Root, more: Root = {}): Root {
  const root = structuredClone(base);
  root.resource.google_compute_firewall.cut = { ...CUT, ...rule };
  return { ...root, ...more };
}

test("the root that all of these are changes of reaches its Redis", async () => {
  expect((await verdictOf({ "main.tf.json": base })).verdict).toBe("reachable");
});

describe("dynamic blocks", () => {
  test.each<[string, unknown]>([
    ["over a list", { deny: { for_each: ["6379"], content: { protocol: "tcp", ports: [ref("deny.value")] } } }],
    [
      "over a map",
      { deny: { for_each: { tcp: "6379" }, content: { protocol: ref("deny.key"), ports: [ref("deny.value")] } } },
    ],
    [
      "with an iterator",
      { deny: { for_each: ["6379"], iterator: "port", content: { protocol: "tcp", ports: [ref("port.value")] } } },
    ],
    [
      "written as a list",
      [{ deny: [{ for_each: ["6379"], content: [{ protocol: "tcp", ports: [ref("deny.value")] }] }] }],
    ],
  ])("are what they make, %s", async (_, dynamic) => {
    expect((await verdictOf({ "main.tf.json": withRule({ dynamic }) })).verdict).toBe("blocked");
  });

  test("make nothing over nothing", async () => {
    const dynamic = { deny: { for_each: ["6380"], content: { protocol: "tcp", ports: [ref("deny.value")] } } };
    expect((await verdictOf({ "main.tf.json": withRule({ dynamic }) })).verdict).toBe("reachable");
  });

  test("leave the path unknown where their for_each is unknown", async () => {
    const dynamic = { deny: { for_each: ref("var.ports"), content: { protocol: "tcp", ports: [ref("deny.value")] } } };
    const root = withRule({ dynamic }, { variable: { ports: {} } });
    expect((await verdictOf({ "main.tf.json": root })).verdict).toBe("unknown");
  });

  test("stand beside blocks that are written out, however deep", async () => {
    const root = structuredClone(base);
    const [container] = [root.resource.google_cloud_run_v2_service.api.template]
      .flat()
      .map((one) => [one.containers].flat()[0]);
    container.dynamic = { env: { for_each: ["localhost"], content: { name: "REDIS_HOST", value: ref("env.value") } } };
    container.env = container.env.filter(({ name }: Root) => name !== "REDIS_HOST");
    expect(await verdictOf({ "main.tf.json": root })).toEqual({
      verdict: "blocked",
      causes: [expect.stringContaining("REDIS_HOST")],
    });
  });
});

describe("the other files of a root", () => {
  const conditional = withRule({ deny: DENY, count: ref("var.cut") }, { variable: { cut: { default: 0 } } });

  test("give values to variables, the last one winning", async () => {
    expect((await verdictOf({ "main.tf.json": conditional })).verdict).toBe("reachable");
    expect((await verdictOf({ "main.tf.json": conditional, "terraform.tfvars.json": { cut: 1 } })).verdict).toBe(
      "blocked",
    );
    expect((await verdictOf({ "a.auto.tfvars.json": { cut: 0 } })).verdict).toBe("reachable");
  });

  test("leave everything unknown where one is OpenTofu's", async () => {
    const { verdict, causes } = await verdictOf({ "main.tf.json": base, "rules.tofu": "" });
    expect(verdict).toBe("unknown");
    expect(causes.join()).toContain("rules.tofu is read by OpenTofu alone");
  });

  test("override what was said, attribute by attribute", async () => {
    const off = withRule({ deny: DENY, disabled: true });
    const override = { resource: { google_compute_firewall: { cut: { disabled: false } } } };
    expect((await verdictOf({ "main.tf.json": off })).verdict).toBe("reachable");
    expect((await verdictOf({ "rules_override.tf.json": override })).verdict).toBe("blocked");
  });

  test("may not declare a thing for a second time", async () => {
    const again = { resource: { google_redis_instance: { cache: {} } } };
    await expect(verdictOf({ "main.tf.json": base, "more.tf.json": again })).rejects.toThrow(UnusableInput);
    await expect(verdictOf({})).rejects.toThrow(`${CACHE} is declared twice`);
  });

  test("are not what an editor left behind", async () => {
    expect((await verdictOf({ "main.tf.json": base, ".#main.tf.json": "{", "main.tf.json~": "{" })).verdict).toBe(
      "reachable",
    );
  });
});

test("a repeated key is refused: Terraform adds up the blocks, JSON drops the first", async () => {
  const text = JSON.stringify(base).replace('"resource":', '"resource":{"google_compute_firewall":{}},"resource":');
  await expect(verdictOf({ "main.tf.json": text })).rejects.toThrow('repeats the key "resource"');
  const escaped = JSON.stringify(base).replace('"resource":', '"resource":{},"r\\u0065source":');
  await expect(verdictOf({ "main.tf.json": escaped })).rejects.toThrow('repeats the key "resource"');
});

test("the same key in two objects, or in a string, is no repetition", async () => {
  const root = structuredClone(base);
  root.output = { rule: { value: `{"a":1,"a":2} \${${EGRESS_RULE}.name}` } };
  expect((await verdictOf({ "main.tf.json": root })).verdict).toBe("reachable");
});

describe("functions", () => {
  const HOST = `${CACHE}.host`;
  const PORT = `${CACHE}.port`;

  test.each<[string, string, string]>([
    ["REDIS_PORT", `tostring(${PORT})`, "reachable"],
    ["REDIS_ADDR", `join(":", [${HOST}, ${PORT}])`, "reachable"],
    ["REDIS_ADDR", `format("%s:%d", ${HOST}, ${PORT})`, "reachable"],
    ["REDIS_ADDR", `format("%s:%d", ${HOST}, 6380)`, "blocked"],
    ["REDIS_ADDR", `join(":", [${HOST}, "6380"])`, "blocked"],
    ["REDIS_HOST", `try(${HOST}, "localhost")`, "reachable"],
    ["REDIS_HOST", `try(var.host, ${HOST})`, "unknown"],
  ])("%s = %s is %s", async (name, expression, verdict) => {
    const root = structuredClone(base);
    const { env } = [root.resource.google_cloud_run_v2_service.api.template].flat()[0].containers[0];
    const others = env.filter(
      (entry: Root) => entry.name !== name && (name !== "REDIS_ADDR" || !/^REDIS/.test(entry.name)),
    );
    env.splice(0, env.length, ...others, { name, value: ref(expression) });
    expect((await verdictOf({ "main.tf.json": { ...root, variable: { host: {} } } })).verdict).toBe(verdict);
  });

  test("a rule that opens Redis's own port opens the one that its TLS mode implies", async () => {
    const rules = (ports: string[]) => {
      const root = withRule({ deny: [{ protocol: "all" }], priority: 65000 });
      const opening = { ...CUT, name: "open", priority: 900, allow: [{ protocol: "tcp", ports }] };
      root.resource.google_compute_firewall.open = opening;
      delete root.resource.google_compute_firewall.redis_out;
      return root;
    };
    expect((await verdictOf({ "main.tf.json": rules([ref(PORT)]) })).verdict).toBe("reachable");
    expect((await verdictOf({ "main.tf.json": rules(["6380"]) })).verdict).toBe("blocked");
  });
});

test("the JSON of another project's stack is no --config: its addresses are the same", () => {
  const elsewhere = structuredClone(base);
  elsewhere.provider.google.project = "acme-production";
  const model = readJson(parsed("state/applied"), "state.json");
  const given = (root: Root, file: string) => ({ file, root: { files: [root] } });
  expect(() => withConfiguration(model, given(elsewhere, "production"))).toThrow(
    /^state\.json and production belong to different environments: \S+ is in project "acme-staging" in the first and "acme-production" in the second/,
  );
  expect(judge(withConfiguration(model, given(base, "staging"))).verdict).toBe("reachable");
});
