import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { word } from "../text/shell";
import { enumerated } from "../text/words";
import { isBlock, own, type RawBlock, refuseDeepNesting } from "./blocks";
import { readConfiguration } from "./configuration";
import type { RootFiles } from "./declarations";
import { filesIn, programOf, rootsBelow, valuesIn } from "./folder";
import { type Given, valuesGiven } from "./given";
import { readInventory } from "./inventory";
import { AT_HAND, type Input, jsonTypeName, objectIn, parsed, textOf, whyUnread } from "./json";
import { whyMissing } from "./missing";
import { type Model, UnusableInput } from "./model";
import { ModuleSources } from "./module-sources";
import { readPlan } from "./plan";
import { refuseRepeatedKeys } from "./repeated-keys";
import type { Shape } from "./shape";
import { inventoryShape, planShape, stateShape } from "./shapes";
import { readState } from "./state";
import { showJson } from "./terraform-commands";
import type { Configuration } from "./with-configuration";

/** Reads one input: a file, a folder that is one root, `-`, or JSON at hand. The content decides what kind it is. */
export async function readInput(path: Input, given: readonly Given[] = []): Promise<Model> {
  if (typeof path !== "string") return readJson(path, AT_HAND);
  return isFolder(path) ? readConfiguration(await rootIn(path, given), path) : readFile(path);
}

/** One file, or `-`. */
export function readFile(path: string): Model {
  return path === "-" ? readText(textOf(0, "standard input"), "standard input") : readText(jsonTextOf(path), path);
}

/** A file of HCL is one of several that belong together. */
function jsonTextOf(path: string): string {
  const [, extension] = /\.(tf|tofu|tfvars)$/.exec(path) ?? [];
  if (extension === "tf" || extension === "tofu") {
    throw new UnusableInput(
      `${path} is one file of a root, which is read as a whole: give its folder, ${dirname(path)}`,
      [`lineup verify ${word(dirname(path))}`],
    );
  }
  if (extension === "tfvars") {
    throw new UnusableInput(`${path} holds values of variables: give the folder of the root, and this as --var-file`, [
      `lineup verify ${word(dirname(path))} --var-file ${word(path)}`,
    ]);
  }
  return textOf(path, path);
}

export function isFolder(path: Input): boolean {
  if (typeof path !== "string" || path === "-") return false;
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UnusableInput(`${path} ${code === "ENOENT" ? whyMissing(path) : whyUnread(code)}`);
  }
}

export function readText(text: string, file: string): Model {
  const model = readJson(parsed(text, file), file);
  if (model.kind === "synth") refuseRepeatedKeys(text, file);
  return model;
}

/** The kind of input is found from its content, never from its name. */
export function readJson(json: unknown, file: string): Model {
  refuseDeepNesting(json, file);
  return modelOf(json, file);
}

/** The same of JSON that is known not to be nested too deep. */
export function modelOf(json: unknown, file: string): Model {
  if (!isBlock(json)) throw new UnusableInput(`${file} holds ${jsonTypeName(json)}: ${WHAT_IS_READ}`);
  if (own(json, "schema") === "lineup/inventory/1") return readInventory(validated(inventoryShape, json, file), file);
  refuseOtherMajor(json, file);
  if (isPlanJson(json)) return withFileName(file, () => readPlan(validated(planShape, json, file), file));
  if (isState(json)) return readState(validated(stateShape, json, file), file);
  if (isConfiguration(json)) return withFileName(file, () => readConfiguration({ files: [json] }, file));
  refuseOtherForm(json, file);
  throw new UnusableInput(`${file} holds ${describe(json)}: ${WHAT_IS_READ}`);
}

/** Refuses what Terraform keeps in a form of its own, and can print as what is read. */
export function refuseOtherForm(json: RawBlock, file: string): void {
  if (own(json, "version") === 4 && own(json, "lineage") !== undefined) {
    throw new UnusableInput(`${file} is a state as Terraform keeps it, and lineup reads what Terraform prints of it:`, [
      showJson(file, "state.json"),
    ]);
  }
  if (own(json, "encrypted_data") !== undefined) {
    const [what, into] = own(json, "lineage") === undefined ? ["plan", "plan.json"] : ["state", "state.json"];
    throw new UnusableInput(
      `${file} is a ${what} that OpenTofu has encrypted, and lineup reads what tofu show prints of it:`,
      [showJson(file, into, "tofu")],
    );
  }
}

/** Terraform's compatibility promise: a minor version only adds fields, a major version may change their meaning. */
function refuseOtherMajor(json: RawBlock, file: string): void {
  const version = own(json, "format_version");
  if (typeof version !== "string" || /^[01]\./.test(version)) return;
  const said = JSON.stringify(version.slice(0, 20));
  throw new UnusableInput(
    `${file} has format version ${said}: lineup reads versions 0 and 1, which Terraform 0.12 to 1.x print`,
  );
}

/** Adds the file name to errors that are found below the level that knows it. */
export function withFileName<Found>(file: string, read: () => Found): Found {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnusableInput) || error.message.startsWith(file)) throw error;
    throw new UnusableInput(`${file} cannot be used: ${error.sentence}`, error.commands);
  }
}

const WHAT_IS_READ =
  "lineup reads a folder of Terraform, synthesized JSON, terraform show -json of a plan or a state, or a lineup inventory";

export function isPlanJson(json: unknown): json is RawBlock {
  return (
    isBlock(json) &&
    typeof own(json, "format_version") === "string" &&
    ["planned_values", "resource_changes", "configuration"].some((key) => own(json, key) !== undefined)
  );
}

/** `{"format_version":"1.0"}` is how Terraform prints an empty state. */
export function isState(json: RawBlock): boolean {
  const own = Object.keys(json).every((key) =>
    ["format_version", "terraform_version", "values", "checks"].includes(key),
  );
  return typeof json.format_version === "string" && (json.values !== undefined || own);
}

const SECTIONS = ["resource", "data", "module", "provider", "terraform", "variable", "locals", "output"];

function isConfiguration(json: RawBlock): boolean {
  return SECTIONS.some((section) => typeof own(json, section) === "object" && own(json, section) !== null);
}

function describe(json: RawBlock): string {
  if (own(json, "@level") !== undefined)
    return "a line of terraform's log stream (run terraform show -json on the plan file)";
  if (own(json, "provider_schemas") !== undefined) return "provider schemas";
  if (own(json, "dependencies") !== undefined && own(json, "name") !== undefined)
    return "what looks like a package.json";
  const keys = Object.keys(json);
  if (keys.length === 0) return "an empty object";
  return `an object with the keys ${keys
    .slice(0, 5)
    .map((key) => JSON.stringify(key.slice(0, 40)))
    .join(", ")}${keys.length > 5 ? ", …" : ""}`;
}

export function validated<T>(shape: Shape<T>, json: unknown, file: string): T {
  const problem = shape.problem(json);
  if (!problem) return json as T;
  const place = problem.path.map(String).join(".").slice(0, 200) || "its top level";
  throw new UnusableInput(
    `${file} is incomplete or damaged at ${place}: expected ${problem.expected}, got ${jsonTypeName(problem.got)}`,
  );
}

/** The configuration of `--config`: a file, a folder that is one root, or `-`. */
export async function configurationIn(path: string, given: readonly Given[] = []): Promise<Configuration> {
  if (isFolder(path)) return { file: path, root: await rootIn(path, given) };
  if (path === "-") return configurationFrom(textOf(0, "standard input"), "standard input");
  const configuration = configurationFrom(jsonTextOf(path), path);
  const variableValues = await valuesGiven(given, configuration.root, path);
  return { ...configuration, root: { ...configuration.root, variableValues } };
}

export function configurationFrom(text: string, file: string): Configuration {
  const { kind } = readText(text, file);
  if (kind !== "synth") {
    const what = `a${kind === "inventory" ? "n" : ""} ${kind}`;
    throw new UnusableInput(`--config takes the JSON configuration that the plan was made from; ${file} is ${what}`);
  }
  return { file, root: { files: [objectIn(text, file, "a configuration")] } };
}

/** A folder as one root, with the modules that it calls. */
async function rootIn(folder: string, given: readonly Given[]): Promise<RootFiles> {
  const program = programOf(folder);
  const files = await filesIn(folder, program);
  if (!files) throw noRoot(folder);
  const variableValues = new Map([...(await valuesIn(folder)), ...(await valuesGiven(given, files, folder))]);
  return { ...(await new ModuleSources(folder, program).of(files)), variableValues };
}

function noRoot(folder: string): UnusableInput {
  const what = `${folder} holds no .tf or .tf.json files`;
  const below = rootsBelow(folder)
    .slice(0, 5)
    .map((name) => join(folder, name));
  if (below.length === 0) return new UnusableInput(`${what}: ${WHAT_IS_READ}`);
  const [only] = below;
  return new UnusableInput(`${what}, and below it ${enumerated(below)} ${below.length === 1 ? "does" : "do"}:`, [
    `lineup verify ${word(only ?? "")}`,
  ]);
}
