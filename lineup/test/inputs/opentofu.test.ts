import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { base, type Root, ref } from "../../../corpus/verify/base";
import { jsonIn } from "../../src/inputs/json";
import { readInput, readJson } from "../../src/inputs/read";
import { judge } from "../../src/verify";

const named = process.env.TERRAFORM_BINARY_NAME;
let folder: string;
beforeEach(() => {
  delete process.env.TERRAFORM_BINARY_NAME;
  folder = mkdtempSync(join(tmpdir(), "tofu-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  if (named !== undefined) process.env.TERRAFORM_BINARY_NAME = named;
});

async function verdictOf(files: Record<string, unknown>) {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  const model = await readInput(folder);
  const { verdict, paths } = judge(model);
  const messages = paths.flatMap(({ causes, undecided }) => [...causes, ...undecided].map(({ message }) => message));
  return { verdict, messages: [...messages, JSON.stringify(model.blindSpots)].join("\n") };
}

const CUT = {
  name: "cut",
  priority: 1,
  direction: "EGRESS",
  network: "acme-vpc",
  destination_ranges: ["0.0.0.0/0"],
  deny: [{ protocol: "tcp", ports: ["6379"] }],
};
const rule = (more: Root = {}) => ({ resource: { google_compute_firewall: { cut: { ...CUT, ...more } } } });
const CUT_HCL = `resource "google_compute_firewall" "cut" {
  name = "cut"
  priority = 1
  direction = "EGRESS"
  network = "acme-vpc"
  destination_ranges = ["0.0.0.0/0"]
  deny { protocol = "all" }
}`;

describe("files of OpenTofu's own", () => {
  test("are read where Terraform finds no file", async () => {
    expect((await verdictOf({ "main.tofu.json": base })).verdict).toBe("reachable");
    expect((await verdictOf({ "rules.tofu": CUT_HCL })).verdict).toBe("blocked");
  });

  test("decide nothing beside files of Terraform's, until the program has been named", async () => {
    const { verdict, messages } = await verdictOf({ "main.tf.json": base, "rules.tofu": CUT_HCL });
    expect(verdict).toBe("unknown");
    expect(messages).toContain("rules.tofu is read by OpenTofu alone");
    expect(messages).toContain("set TERRAFORM_BINARY_NAME to tofu or to terraform");
    process.env.TERRAFORM_BINARY_NAME = "/opt/bin/tofu-1.12";
    expect((await verdictOf({})).verdict).toBe("blocked");
    process.env.TERRAFORM_BINARY_NAME = "terraform";
    expect((await verdictOf({})).verdict).toBe("reachable");
  });

  test("take the place of files of the same name, and of no others", async () => {
    process.env.TERRAFORM_BINARY_NAME = "tofu";
    const files = { "main.tf.json": base, "rules.tf": CUT_HCL, "rules.tofu.json": {} };
    expect((await verdictOf(files)).verdict).toBe("blocked");
    expect((await verdictOf({ "rules.tofu": "" })).verdict).toBe("reachable");
  });

  test("override like those of Terraform's", async () => {
    process.env.TERRAFORM_BINARY_NAME = "tofu";
    const files = { "main.tf.json": base, "rules.tf.json": rule({ disabled: true }) };
    expect((await verdictOf(files)).verdict).toBe("reachable");
    expect((await verdictOf({ "x_override.tofu.json": rule({ disabled: false }) })).verdict).toBe("blocked");
  });

  test("in a module leave open what it is, until the program has been named", async () => {
    const files = {
      "main.tf.json": { ...base, module: { rules: { source: "./rules" } } },
      "rules/main.tf": "",
      "rules/main.tofu": CUT_HCL,
    };
    const { verdict, messages } = await verdictOf(files);
    expect(verdict).toBe("unknown");
    expect(messages).toContain("main.tofu is read by OpenTofu alone");
    process.env.TERRAFORM_BINARY_NAME = "tofu";
    expect((await verdictOf({})).verdict).toBe("blocked");
    process.env.TERRAFORM_BINARY_NAME = "terraform";
    expect((await verdictOf({})).verdict).toBe("reachable");
  });

  test("in a module are read where the root is OpenTofu's alone", async () => {
    const call = { module: { rules: { source: "./rules" } } };
    const files = { "main.tofu.json": { ...base, ...call }, "rules/main.tf": "", "rules/main.tofu": CUT_HCL };
    expect((await verdictOf(files)).verdict).toBe("blocked");
  });
});

describe("lifecycle { enabled = … }", () => {
  const enabled = (value: unknown) => ({ lifecycle: [{ enabled: value }] });

  test.each<[string, unknown, string]>([
    ["exists where it is true", true, "blocked"],
    ["does not exist where it is false", false, "reachable"],
    ["follows a variable", ref("var.cut"), "reachable"],
    ["leaves the path open where it is not known", ref("var.given"), "unknown"],
  ])("a rule %s", async (_, value, verdict) => {
    const variable = { cut: { default: false }, given: {} };
    const files = { "main.tf.json": { ...base, variable }, "rules.tf.json": rule(enabled(value)) };
    expect((await verdictOf(files)).verdict).toBe(verdict);
  });

  test("a connector that is not enabled carries nobody", async () => {
    const root = structuredClone(base);
    const [connector] = Object.values<Root>(root.resource.google_vpc_access_connector);
    Object.assign(connector ?? {}, enabled(false));
    expect((await verdictOf({ "main.tf.json": root })).verdict).not.toBe("reachable");
  });

  test("a module that is not enabled makes nothing", async () => {
    const call = (value: boolean) => ({ ...base, module: { rules: { source: "./rules", ...enabled(value) } } });
    expect((await verdictOf({ "main.tf.json": call(true), "rules/main.tf": CUT_HCL })).verdict).toBe("blocked");
    expect((await verdictOf({ "main.tf.json": call(false) })).verdict).toBe("reachable");
  });

  test("what is read from a resource that is not enabled is not known", async () => {
    const disabled = ref("google_compute_firewall.cut.disabled");
    const other = { resource: { google_compute_firewall: { other: { ...CUT, name: "other", disabled } } } };
    const files = { "main.tf.json": base, "rules.tf.json": rule(enabled(false)), "other.tf.json": other };
    expect((await verdictOf(files)).verdict).toBe("unknown");
  });
});

test("a provider by key is not the default provider: what it fills in stays open", async () => {
  const root = structuredClone(base);
  const [connector] = Object.values<Root>(root.resource.google_vpc_access_connector);
  const region = connector?.region;
  delete connector?.region;
  const aliases = { alias: "by", for_each: { eu: "europe-west9" }, region: ref("each.value") };
  const providers = [{ ...[root.provider.google].flat()[0], region }, aliases];
  const written = { ...root, provider: { google: providers } };
  expect((await verdictOf({ "main.tf.json": written })).verdict).toBe("reachable");
  Object.assign(connector ?? {}, { provider: 'google.by["eu"]' });
  expect((await verdictOf({ "main.tf.json": written })).verdict).toBe("unknown");
});

test.each<[string, unknown]>([
  ["a state", { serial: 1, lineage: "x", meta: {}, encrypted_data: "AAAA", encryption_version: "v0" }],
  ["a plan", { meta: {}, encrypted_data: "AAAA", encryption_version: "v0" }],
])("%s that OpenTofu has encrypted is refused, with the way out", (_, json) => {
  const file = join(folder, "x.json");
  writeFileSync(file, JSON.stringify(json));
  expect(() => readJson(jsonIn(file).json, "x.json")).toThrow(
    /OpenTofu has encrypted, .*: tofu show -json \S+ > \w+\.json$/,
  );
});
