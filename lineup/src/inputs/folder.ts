import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Raw, RawBlock } from "./blocks";
import type { RootFiles } from "./declarations";
import { objectIn, textOf } from "./json";
import { UnusableInput } from "./model";
import { refuseRepeatedKeys } from "./repeated-keys";

/** The root that a folder is, as Terraform reads it: what is merged, what takes whose place, what is given. */
export function rootIn(folder: string): RootFiles | undefined {
  // Editors keep their own copies in files that Terraform ignores, too.
  const names = namesIn(folder).filter((name) => !/^[.#]|~$/.test(name));
  const written = names.filter((name) => name.endsWith(".tf.json"));
  if (written.length === 0) return undefined;
  const overrides = written.filter((name) => /^(.*_)?override\.tf\.json$/.test(name));
  const bodyOf = (name: string) => configurationIn(join(folder, name));
  const variables = givenIn(names);
  return {
    files: written.filter((name) => !overrides.includes(name)).map(bodyOf),
    overrides: overrides.map(bodyOf),
    given: new Map(variables.json.flatMap((name): [string, Raw][] => Object.entries(valuesIn(join(folder, name))))),
    unread: [...names.filter((name) => /\.(tf|tofu)$/.test(name)), ...variables.hcl].map(
      (name) => `${name} is part of this root and not JSON: judge a plan instead`,
    ),
  };
}

/** In the order in which Terraform takes them: the later one wins. */
function givenIn(names: readonly string[]): { json: string[]; hcl: string[] } {
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
