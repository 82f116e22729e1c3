import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { isBlock, own, type RawBlock, refuseDeepNesting } from "./blocks";
import { readConfiguration } from "./configuration";
import { type Model, UnusableInput } from "./model";
import { readPlan } from "./plan";
import { inventoryShape, planShape, stateShape } from "./shapes";
import { readInventory, readState } from "./state";

/** Reads one input - a file, a folder of `.tf.json` that is one root, or `-` - as what its content says it is. */
export function readInput(path: string): Model {
  if (path === "-") return readText(textOf(0, "standard input"), "standard input");
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new UnusableInput(`${path} does not exist or cannot be read`);
  }
  return isFolder ? readFolder(path) : readText(textOf(path, path), path);
}

export function readText(text: string, file: string): Model {
  return readJson(parsed(text, file), file);
}

/** The JSON in one file or on standard input, before anybody knows what it is. */
export function jsonIn(path: string): { json: unknown; file: string } {
  const [source, file] = path === "-" ? ([0, "standard input"] as const) : ([path, path] as const);
  const json = parsed(textOf(source, file), file);
  refuseDeepNesting(json, file);
  return { json, file };
}

/** What kind of JSON this is is found from its content, never from its name. */
export function readJson(json: unknown, file: string): Model {
  refuseDeepNesting(json, file);
  if (!isBlock(json)) throw new UnusableInput(`${file} holds ${nameOf(json)}: ${WANTED}`);
  if (own(json, "schema") === "lineup/inventory/1") return readInventory(shaped(inventoryShape, json, file), file);
  if (isPlanJson(json)) return naming(file, () => readPlan(shaped(planShape, json, file), file));
  if (isState(json)) return readState(shaped(stateShape, json, file), file);
  if (isConfiguration(json)) return readConfiguration([json], file);
  throw new UnusableInput(`${file} holds ${whatElse(json)}: ${WANTED}`);
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

function nameOf(json: unknown): string {
  if (json === null) return "null";
  return Array.isArray(json) ? "a list" : `a ${typeof json}`;
}

export function shaped<Shape extends z.ZodType>(shape: Shape, json: unknown, file: string): z.output<Shape> {
  const result = shape.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join(".").slice(0, 200) || "its top level";
  throw new UnusableInput(`${file} is not whole: at ${place}: ${issue?.message ?? "unreadable"}`);
}

function readFolder(folder: string): Model {
  const names = namesIn(folder)
    .filter((name) => name.endsWith(".tf.json"))
    .sort();
  if (names.length === 0) throw new UnusableInput(`${folder} holds no .tf.json files: ${WANTED}`);
  const files = names.map((name) => {
    const file = join(folder, name);
    const json = parsed(textOf(file, file), file);
    refuseDeepNesting(json, file);
    if (!isBlock(json)) throw new UnusableInput(`${file} holds ${nameOf(json)}: a .tf.json file is an object`);
    return json;
  });
  return readConfiguration(files, folder);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new UnusableInput(`${folder} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown error"}`);
  }
}

function textOf(source: string | number, name: string): string {
  try {
    return readFileSync(source, "utf8");
  } catch (error) {
    throw new UnusableInput(`${name} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown error"}`);
  }
}

function parsed(text: string, file: string): unknown {
  if (!/\S/.test(text)) throw new UnusableInput(`${file} is empty`);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (/^\s*\{"@level"/.test(text))
      throw new UnusableInput(`${file} holds terraform's log stream: run terraform show -json on the plan file`);
    // The parser quotes the input, which may hold secrets: only the position is repeated.
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    throw new UnusableInput(
      `${file} is not JSON${position ? ` (at character ${position} of ${text.length})` : ""}: half-written, or not what it should be`,
    );
  }
}
