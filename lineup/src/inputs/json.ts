import { readFileSync } from "node:fs";
import { isBlock, type RawBlock, refuseDeepNesting } from "./blocks";
import { whyMissing } from "./missing";
import { UnusableInput } from "./model";
import { notJson } from "./not-json";

/** The text of a file, or of standard input (0). */
export function textOf(source: string | number, name: string): string {
  try {
    return readFileSync(source, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UnusableInput(`${name} ${code === "ENOENT" ? whyMissing(name) : whyUnread(code)}`);
  }
}

/** Why a file could not be read. */
export function whyUnread(code: string | undefined): string {
  if (code === "ENOENT") return "does not exist";
  if (code === "EISDIR") return "is a folder: give a file, such as what terraform show -json prints";
  return `cannot be read: ${code ?? "unknown error"}`;
}

/** A file, a folder or `-` by its path, or JSON that a program has at hand. */
export type Input = string | object;

/** How an input without a path is called. */
export const AT_HAND = "the JSON that was given";

/** The JSON in one file, on standard input or at hand, of any kind. */
export function jsonIn(path: Input): { json: unknown; file: string } {
  if (typeof path !== "string") {
    refuseDeepNesting(path, AT_HAND);
    return { json: path, file: AT_HAND };
  }
  const [source, file] = path === "-" ? ([0, "standard input"] as const) : ([path, path] as const);
  const json = parsed(textOf(source, file), file);
  refuseDeepNesting(json, file);
  return { json, file };
}

export function parsed(text: string, file: string): unknown {
  if (!/\S/.test(text)) throw new UnusableInput(`${file} is empty`);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw notJson(text, file, error as Error);
  }
}

export function jsonTypeName(json: unknown): string {
  if (json === undefined) return "nothing";
  if (json === null) return "null";
  if (Array.isArray(json)) return "a list";
  return isBlock(json) ? "an object" : `a ${typeof json}`;
}

/** A file that must hold an object, such as a part of a configuration. */
export function objectIn(text: string, file: string, what: string): RawBlock {
  const json = parsed(text, file);
  refuseDeepNesting(json, file);
  if (!isBlock(json)) throw new UnusableInput(`${file} holds ${jsonTypeName(json)}: ${what} must hold an object`);
  return json;
}
