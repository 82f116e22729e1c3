import { planFile } from "../../corpus/recorder/recording";
import { programBehind, programInUse, programNamed } from "../../facts/programs";
import { inWordsOf, reportInWordsOf } from "../src/text/in-words-of";
import { lineup } from "./inputs";

test.each<[string | undefined, string | undefined]>([
  [undefined, undefined],
  ["", undefined],
  ["tofu", "tofu"],
  ["/opt/tofu/1.12/tofu", "tofu"],
  ["C:\\bin\\tofu.exe", "tofu"],
  ["opentofu", "tofu"],
  ["terraform", "terraform"],
  ["/opt/tofu/terraform", "terraform"],
  ["terragrunt", "terraform"],
])("TERRAFORM_BINARY_NAME=%s is %s", (TERRAFORM_BINARY_NAME, program) => {
  expect(programNamed({ TERRAFORM_BINARY_NAME })).toBe(program);
  expect(programInUse({ TERRAFORM_BINARY_NAME })).toBe(program ?? "terraform");
});

test("the program that made a plan is known by where its providers come from", () => {
  expect(programBehind([undefined, "registry.opentofu.org/hashicorp/google"])).toBe("tofu");
  expect(programBehind(["registry.terraform.io/hashicorp/google"])).toBe("terraform");
  expect(programBehind([null, "mirror.example/registry.opentofu.org/google"])).toBeUndefined();
});

test("commands are those of the program; the language and the folder of modules keep their names", () => {
  const said = "run terraform init, so that Terraform finds .terraform/modules: terraform's log";
  expect(inWordsOf("tofu", said)).toBe("run tofu init, so that Terraform finds .terraform/modules: tofu's log");
  expect(inWordsOf("terraform", said)).toBe(said);
});

test("of a report only lineup's own sentences are rewritten", () => {
  const said = "terraform plan";
  const kept = { file: said, address: said, values: new Map([["fix", said]]), before: said };
  expect(reportInWordsOf("tofu", { ...kept, fix: said, paths: [{ causes: [{ fix: said }] }] })).toEqual({
    ...kept,
    fix: "tofu plan",
    paths: [{ causes: [{ fix: "tofu plan" }] }],
  });
});

test("drift of a plan of OpenTofu's is repaired by tofu, and of Terraform's by terraform", () => {
  const told = (group: "drift" | "tofu-drift", ...args: string[]) =>
    lineup(["drift", "--refreshed", ...args, planFile(group, "redis-moved")]).stdout;
  for (const format of [["--format", "json"], []]) {
    expect(told("tofu-drift", ...format)).toContain("tofu apply");
    expect(told("tofu-drift", ...format)).not.toContain("terraform apply");
    expect(told("drift", ...format)).toContain("terraform apply");
  }
});

describe("a name that ends in terraform", () => {
  test.each(["google_redis_instance.terraform", "acme-terraform", "projects/terraform", 'the bucket "terraform'])(
    "stays as it is where commands are those of tofu: %s",
    (name) => {
      expect(inWordsOf("tofu", `${name} is replaced: run terraform apply`)).toBe(`${name} is replaced: run tofu apply`);
    },
  );
});

test("the commands of a repair and of its proof are those of the program that people run", () => {
  const unlock = "terraform -chdir=cdktf.out/stacks/staging force-unlock 17";
  const report = {
    causes: [{ repair: { text: "", commands: [unlock] }, proofCommands: ["terraform plan -no-color"] }],
  };
  expect(reportInWordsOf("tofu", report)).toEqual({
    causes: [
      {
        repair: { text: "", commands: ["tofu -chdir=cdktf.out/stacks/staging force-unlock 17"] },
        proofCommands: ["tofu plan -no-color"],
      },
    ],
  });
});
