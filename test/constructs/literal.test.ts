import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { literal } from "../../constructs/literal";
import { modelOf } from "../../lineup/src/inputs/read";
import { buildTopology } from "../../lineup/src/topology/build";
import { itNeeds, terraform, within } from "../support/needs";
import { cacheIn, connectorIn, dedicated, one, service, synthesizeConstructs } from "./workbench";

const SCRIPT = readFileSync(join(__dirname, "../../probe/redis-probe.mjs"), "utf8");

/** What real Terraform makes of texts in its JSON: what it writes into a state is what they stand for. */
function asRead(texts: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "texts-"));
  try {
    writeFileSync(join(folder, "texts.tf.json"), JSON.stringify({ output: { texts: { value: texts } } }));
    const run = (...args: string[]) =>
      spawnSync("terraform", args, { cwd: folder, env: within(folder), encoding: "utf8" }).stdout;
    run("apply", "-auto-approve", "-input=false");
    return JSON.parse(run("output", "-json")).texts.value;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("text that is said literally", () => {
  test.each([
    ["echo $HOME 100 % {}", "echo $HOME 100 % {}"],
    [`a \${b} c`, `a $\${b} c`],
    ["a %{if b} c", "a %%{if b} c"],
    [`$\${b}`, `\${"$"}$\${b}`],
    ["$%{b}", `\${"$"}%%{b}`],
  ])("has its openings doubled, and what stands before them as an expression: %s", (text, said) => {
    expect(literal(text)).toBe(said);
  });

  itNeeds(terraform, "is what real Terraform reads, whatever it holds", () => {
    const piece = fc.constantFrom("${", "%{", "$", "%", "{", "}", "~", "a", '"', "\\", "\n", "if x", " ", "é", "`");
    const texts = fc.sample(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
      500,
    );
    expect(texts.filter((text) => literal(text) !== text).length).toBeGreaterThan(50);
    expect(asRead(texts.map(literal))).toEqual(texts);
  });
});

describe("the script as it ships", () => {
  const json = synthesizeConstructs((stack) => {
    const network = dedicated(stack);
    const api = service(stack, "api", connectorIn(network));
    api.connectTo(cacheIn(network));
    api.probe();
  });
  const shipped: string[] = one(json, "google_cloud_run_v2_job").template.template.containers[0].args;

  test("is not as it is in its file: Terraform would read expressions in it", () => {
    expect(shipped.at(-1)).not.toBe(SCRIPT);
  });

  test("is byte for byte its file, once lineup has read it", () => {
    const model = modelOf({ resource: json.resource, provider: json.provider }, "cdk.tf.json");
    const job = buildTopology(model).services.find(({ resource }) => resource.type === "google_cloud_run_v2_job");
    const args = job?.arguments.filter(({ attribute }) => attribute.endsWith(".args")).map(({ value }) => value);
    expect(args).toEqual(["--input-type=module", "--eval", SCRIPT]);
  });

  itNeeds(terraform, "is byte for byte its file, once real Terraform has read it", () => {
    expect(asRead(shipped)).toEqual(["--input-type=module", "--eval", SCRIPT]);
  });
});
