import { statSync } from "node:fs";
import type { z } from "zod";
import { isBlock, own, type RawBlock, refuseDeepNesting } from "./blocks";
import { readConfiguration } from "./configuration";
import { rootIn } from "./folder";
import { readInventory } from "./inventory";
import { nameOf, parsed, textOf } from "./json";
import { type Model, UnusableInput } from "./model";
import { readPlan } from "./plan";
import { refuseRepeatedKeys } from "./repeated-keys";
import { inventoryShape, planShape, stateShape } from "./shapes";
import { readState } from "./state";

/** Reads one input - a file, a folder of `.tf.json` that is one root, or `-` - as what its content says it is. */
export function readInput(path: string): Model {
  if (path === "-") return readText(textOf(0, "standard input"), "standard input");
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    const hint = /cdktf\.out/.test(path) ? ": npm run synth writes it" : "";
    throw new UnusableInput(`${path} does not exist or cannot be read${hint}`);
  }
  return isFolder ? readFolder(path) : readText(textOf(path, path), path);
}

export function readText(text: string, file: string): Model {
  const model = readJson(parsed(text, file), file);
  if (model.kind === "synth") refuseRepeatedKeys(text, file);
  return model;
}

/** What kind of JSON this is is found from its content, never from its name. */
export function readJson(json: unknown, file: string): Model {
  refuseDeepNesting(json, file);
  if (!isBlock(json)) throw new UnusableInput(`${file} holds ${nameOf(json)}: ${WANTED}`);
  if (own(json, "schema") === "lineup/inventory/1") return readInventory(shaped(inventoryShape, json, file), file);
  refuseOtherMajor(json, file);
  if (isPlanJson(json)) return naming(file, () => readPlan(shaped(planShape, json, file), file));
  if (isState(json)) return readState(shaped(stateShape, json, file), file);
  if (isConfiguration(json)) return naming(file, () => readConfiguration({ files: [json] }, file));
  throw new UnusableInput(`${file} holds ${whatElse(json)}: ${WANTED}`);
}

/** Terraform's promise: a minor version only adds, a major one may change what everything means. */
function refuseOtherMajor(json: RawBlock, file: string): void {
  const version = own(json, "format_version");
  if (typeof version !== "string" || /^[01]\./.test(version)) return;
  const said = JSON.stringify(version.slice(0, 20));
  throw new UnusableInput(`${file} has the format version ${said}: lineup knows versions 0 and 1`);
}

/** What is found wrong deep inside does not know which of several files it is in. */
export function naming<Found>(file: string, read: () => Found): Found {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnusableInput) || error.message.startsWith(file)) throw error;
    throw new UnusableInput(`${file} cannot be judged: ${error.message}`);
  }
}

const WANTED = "lineup reads synthesized JSON, terraform show -json of a plan or a state, or a lineup inventory";

export function isPlanJson(json: unknown): json is RawBlock {
  return (
    isBlock(json) &&
    typeof own(json, "format_version") === "string" &&
    ["planned_values", "resource_changes", "configuration"].some((key) => own(json, key) !== undefined)
  );
}

/** `{"format_version":"1.0"}` is how Terraform prints an empty state. */
function isState(json: RawBlock): boolean {
  const own = Object.keys(json).every((key) =>
    ["format_version", "terraform_version", "values", "checks"].includes(key),
  );
  return typeof json.format_version === "string" && (json.values !== undefined || own);
}

const SECTIONS = ["resource", "data", "module", "provider", "terraform", "variable", "locals", "output"];

function isConfiguration(json: RawBlock): boolean {
  return SECTIONS.some((section) => typeof own(json, section) === "object" && own(json, section) !== null);
}

function whatElse(json: RawBlock): string {
  if (own(json, "version") === 4 && own(json, "lineage") !== undefined)
    return "a raw state file (run terraform show -json on it)";
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

export function shaped<Shape extends z.ZodType>(shape: Shape, json: unknown, file: string): z.output<Shape> {
  const result = shape.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join(".").slice(0, 200) || "its top level";
  throw new UnusableInput(`${file} is not whole: at ${place}: ${issue?.message ?? "unreadable"}`);
}

function readFolder(folder: string): Model {
  const root = rootIn(folder);
  if (!root) throw new UnusableInput(`${folder} holds no .tf.json files: ${WANTED}`);
  return readConfiguration(root, folder);
}
