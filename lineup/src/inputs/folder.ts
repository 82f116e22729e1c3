import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Raw, RawBlock } from "./blocks";
import type { RootFiles } from "./declarations";
import { objectIn, textOf } from "./json";
import { UnusableInput } from "./model";
import { refuseRepeatedKeys } from "./repeated-keys";

/** Reads a folder as one root, as Terraform does: merged files, overrides, and values of variables. */
export function rootIn(folder: string): RootFiles | undefined {
  // Terraform ignores the backup files of editors, too.
  const names = namesIn(folder).filter((name) => !/^[.#]|~$/.test(name));
  const written = names.filter((name) => name.endsWith(".tf.json"));
  if (written.length === 0) return undefined;
  const overrides = written.filter((name) => /^(.*_)?override\.tf\.json$/.test(name));
  const bodyOf = (name: string) => configurationIn(join(folder, name));
  const variables = variableFilesIn(names);
  return {
    files: written.filter((name) => !overrides.includes(name)).map(bodyOf),
    overrides: overrides.map(bodyOf),
    variableValues: new Map(
      variables.json.flatMap((name): [string, Raw][] => Object.entries(valuesIn(join(folder, name)))),
    ),
    unread: names.filter((name) => /\.(tf|tofu)$/.test(name)).map(notRead),
    unreadVariables: variables.hcl.map(notRead),
  };
}

function notRead(name: string): string {
  return `${name} belongs to this root and is not JSON, so it was not read: run lineup on a plan instead`;
}

/** In Terraform's order: a later file overrides an earlier one. */
function variableFilesIn(names: readonly string[]): { json: string[]; hcl: string[] } {
  const all = [
    ...names.filter((name) => name === "terraform.tfvars" || name === "terraform.tfvars.json"),
    ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)),
  ];
  return { json: all.filter((name) => name.endsWith(".json")), hcl: all.filter((name) => name.endsWith(".tfvars")) };
}

function configurationIn(file: string): RawBlock {
  const text = textOf(file, file);
  const body = objectIn(text, file, "a .tf.json file");
  refuseRepeatedKeys(text, file);
  return body;
}

function valuesIn(file: string): RawBlock {
  return objectIn(textOf(file, file), file, "a .tfvars.json file");
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new UnusableInput(`${folder} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown error"}`);
  }
}
