import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { programBehind } from "../../../facts/programs";
import { word } from "../text/shell";
import { programOf } from "./folder";

/** What makes the JSON of a saved plan or state. Terraform finds its providers only in the folder that it was initialized in. */
export function showJson(input: string, into: string, program?: string): string {
  // Standard input has no name that a command could take.
  const file = existsSync(input) ? input : into === "plan.json" ? "plan.tfplan" : "terraform.tfstate";
  const folder = dirname(file);
  const binary = program ?? binaryFor(folder);
  const isInitialized = existsSync(join(folder, ".terraform"));
  if (folder === "." || !isInitialized) return `${binary} show -json ${word(file)} > ${into}`;
  return `${binary} -chdir=${word(folder)} show -json ${word(basename(file))} > ${into}`;
}

/** What makes a plan of a folder, and its JSON. */
export function planOf(folder: string): string[] {
  const binary = `${binaryFor(folder)}${folder === "." ? "" : ` -chdir=${word(folder)}`}`;
  return [`${binary} plan -out=plan.tfplan`, `${binary} show -json plan.tfplan > plan.json`];
}

/** Files of OpenTofu's own say it, and the lock file: it names the registry that the providers of a root come from. */
export function binaryFor(folder: string): string {
  const named = process.env.TERRAFORM_BINARY_NAME;
  if (named) return word(named);
  try {
    return programOf(folder) ?? programBehind(providersIn(folder)) ?? "terraform";
  } catch {
    return "terraform";
  }
}

function providersIn(folder: string): string[] {
  const text = readFileSync(join(folder, ".terraform.lock.hcl"), "utf8");
  return [...text.matchAll(/^provider "([^"\n]+)"/gm)].map(([, name = ""]) => name);
}
