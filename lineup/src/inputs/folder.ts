import { existsSync, lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Program, programNamed } from "../../../facts/programs";
import { once } from "../once";
import type { Unresolved } from "../values";
import type { Raw, RawBlock } from "./blocks";
import { Declarations, type RootFiles } from "./declarations";
import { readHclFile } from "./hcl/file";
import { valuesInHcl } from "./hcl/values";
import { objectIn, textOf } from "./json";
import { type Position, UnusableInput } from "./model";
import { refuseRepeatedKeys } from "./repeated-keys";

/** The files of one folder, without the modules that they call. */
export type FolderFiles = Omit<RootFiles, "modules">;

/** A file's values of variables, by name. */
export type VariableValues = Map<string, Raw | Unresolved>;

/**
 * The program that a root is written for: the one that TERRAFORM_BINARY_NAME names, or OpenTofu where only it finds
 * files. Undefined where both find some: without files of OpenTofu's own it makes no difference which it is.
 */
export function programOf(folder: string): Program | undefined {
  const names = namesIn(folder);
  const isTofus = names.some((name) => OF_TOFU.test(name)) && !names.some((name) => OF_BOTH.test(name));
  return programNamed() ?? (isTofus ? "tofu" : undefined);
}

/** Reads a folder as that program does: merged files, and overrides. Undefined where it holds no configuration. */
export async function filesIn(folder: string, program = programOf(folder)): Promise<FolderFiles | undefined> {
  // Terraform skips folders of such names.
  const found = namesIn(folder).filter(
    (name) => (OF_BOTH.test(name) || OF_TOFU.test(name)) && !isItselfFolder(join(folder, name)),
  );
  const written = found.filter((name) => (program === "tofu" ? !isReplaced(name, found) : OF_BOTH.test(name)));
  if (written.length === 0) return undefined;
  const positions = new WeakMap<RawBlock, Position>();
  const [files, overrides]: [RawBlock[], RawBlock[]] = [[], []];
  for (const name of written) {
    const path = join(folder, name);
    refuseSpecial(path);
    const body = name.endsWith(".json") ? configurationIn(path) : await readHclFile(path, positions);
    (/^(.*_)?override\.(tf|tofu)(\.json)?$/.test(name) ? overrides : files).push(body);
  }
  const unread = program === undefined ? found.filter((name) => OF_TOFU.test(name)) : [];
  return { files, overrides, positions, unread: unread.map((name) => `${name} ${WHOSE}`) };
}

const OF_BOTH = /\.tf(\.json)?$/;
const OF_TOFU = /\.tofu(\.json)?$/;
const WHOSE =
  "is read by OpenTofu alone, so it was not read: set TERRAFORM_BINARY_NAME to tofu or to terraform, or run lineup on a plan instead";

/** OpenTofu reads main.tofu in the place of main.tf, and main.tofu.json in that of main.tf.json. */
function isReplaced(name: string, found: readonly string[]): boolean {
  return OF_BOTH.test(name) && found.includes(name.replace(OF_BOTH, ".tofu$1"));
}

/** The values that the files of a root give to its variables, in Terraform's order: a later file overrides. */
export async function valuesIn(folder: string): Promise<VariableValues> {
  const names = namesIn(folder);
  const given = [
    ...names.filter((name) => name === "terraform.tfvars" || name === "terraform.tfvars.json"),
    ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)),
  ];
  const values: VariableValues = new Map();
  for (const name of given) {
    refuseSpecial(join(folder, name));
    for (const [key, value] of await valuesInFile(join(folder, name))) values.set(key, value);
  }
  return values;
}

export async function valuesInFile(file: string): Promise<VariableValues> {
  if (!file.endsWith(".json")) return valuesInHcl(file);
  return new Map(Object.entries(objectIn(textOf(file, file), file, "a .tfvars.json file")));
}

/** The module calls in a folder's files, by name. A folder may be called a thousand times. */
export const callsIn = once((files: FolderFiles): ReadonlyMap<string, RawBlock> => new Declarations(files).moduleCalls);

/** Folders right below that hold configuration: what may have been meant. */
export function rootsBelow(folder: string): string[] {
  return namesIn(folder).filter((name) => {
    const below = join(folder, name);
    return (
      existsSync(join(below, "main.tf")) ||
      existsSync(join(below, "main.tofu")) ||
      existsSync(join(below, "cdk.tf.json"))
    );
  });
}

/** A link to a folder is none: Terraform tries to read it, and fails. */
function isItselfFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A pipe or a device in a folder answers late, without end, or never. A folder says itself that it is no file. */
export function refuseSpecial(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || found.isFile() || found.isDirectory()) return;
  throw new UnusableInput(`${path} is no regular file: lineup reads no pipes and no devices in a folder`);
}

function configurationIn(file: string): RawBlock {
  const text = textOf(file, file);
  const body = objectIn(text, file, "a .tf.json file");
  refuseRepeatedKeys(text, file);
  return body;
}

function namesIn(folder: string): string[] {
  try {
    // Terraform ignores the backup files of editors, too.
    return readdirSync(folder)
      .filter((name) => !/^[.#]|~$/.test(name))
      .sort();
  } catch (error) {
    throw new UnusableInput(`${folder} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown error"}`);
  }
}
