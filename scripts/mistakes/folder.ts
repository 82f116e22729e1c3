import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { logFile, planFile } from "../../corpus/recorder/recording";
import { infra } from "./infra";

const sample = (name: string) => readFileSync(join(resolve(__dirname, "../../corpus/samples"), `${name}.json`));

/** What lies in the folder of somebody who has just heard of lineup. */
export function usualFiles(): Record<string, string | Buffer> {
  return {
    "plan.json": sample("verify/ok"),
    "state.json": sample("state/applied"),
    "unchanged.json": readFileSync(planFile("drift", "none")),
    "plan.log": readFileSync(logFile("none")),
    "plan.tfplan": "PK\u0003\u0004",
    "plan.txt": PRINTED,
    "powershell.json": Buffer.from('\ufeff{"format_version":"1.2"}', "utf16le"),
    "terraform.tfstate": JSON.stringify({
      version: 4,
      terraform_version: "1.11.4",
      serial: 1,
      lineage: "a",
      resources: [],
    }),
    "infra/main.tf": infra(),
  };
}

const PRINTED = `
Terraform used the selected providers to generate the following execution
plan. Resource actions are indicated with the following symbols:
  + create

Terraform will perform the following actions:
`;
