import { readFileSync, statSync } from "node:fs";
import { isBlock, type RawBlock } from "../blocks";
import { whyUnread } from "../json";
import { UnusableInput } from "../model";
import { skeletonOf } from "./skeleton";

/** Far more than people write: it takes the parser ten seconds. */
const MOST_BYTES = 2_000_000;
/** The parser calls itself at each level, and ends with its memory broken where the stack does. */
const DEEPEST = 200;
/** It answers at once, or never: where it has ended, nobody calls back. */
const PATIENCE = 10_000;

/** The text of a file of HCL. */
export function hclTextOf(path: string): string {
  let bytes: Buffer;
  try {
    refuseLarge(statSync(path).size, path);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    throw new UnusableInput(`${path} ${whyUnread((error as NodeJS.ErrnoException).code)}`);
  }
  // A pipe has no size before it is read.
  refuseLarge(bytes.length, path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UnusableInput(`${path} is not text in UTF-8: Terraform reads no other`);
  }
}

function refuseLarge(size: number, path: string): void {
  if (size > MOST_BYTES)
    throw new UnusableInput(`${path} has ${size} bytes: lineup reads files of HCL up to ${MOST_BYTES}`);
}

/** What a text of HCL holds, in the parser's words. */
export async function parsedHcl(text: string, file: string): Promise<RawBlock> {
  refuseDeepText(text, file);
  // Loaded where HCL is read, and nowhere else: it takes longer than judging a plan.
  const { parse } = await import("@cdktn/hcl2json");
  let giveUp: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_, reject) => {
    giveUp = setTimeout(() => reject(new Error("it does not answer")), PATIENCE);
  });
  try {
    const parsed: unknown = await Promise.race([parse(file, text), ended]);
    if (!isBlock(parsed)) throw new Error("it answers with no object");
    return parsed;
  } catch (error) {
    throw new UnusableInput(said(error, file));
  } finally {
    clearTimeout(giveUp);
  }
}

function refuseDeepText(text: string, file: string): void {
  let [depth, deepest] = [0, 0];
  for (const bracket of text.match(/[([{)\]}]/g) ?? []) {
    depth = "([{".includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  if (deepest > DEEPEST) {
    throw new UnusableInput(
      `${file} has ${deepest} brackets open at once: lineup reads HCL up to ${DEEPEST} levels deep`,
    );
  }
  const code = skeletonOf(text);
  if (/(?:[-!]\s*){200}/.test(code)) {
    throw new UnusableInput(`${file} negates something 200 times: lineup does not read it`);
  }
}

/**
 * `parse config: [main.tf:1,14-15: Unclosed configuration block; There is no closing brace …]`. The parser quotes the
 * file, which may hold secrets: a sentence that quotes words is not repeated.
 */
function said(error: unknown, file: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, line, summary = "", detail = ""] = DIAGNOSTIC.exec(message) ?? [];
  if (line === undefined) return `${file} cannot be read: the parser of HCL failed on it`;
  const sentences = detail.split(/(?<=\.)\s+/).filter((sentence) => HARMLESS.test(sentence));
  const words = [HARMLESS.test(summary) ? summary : "Invalid expression", ...sentences].join(". ").slice(0, 300);
  return `${file}:${line} is not HCL: ${words}`;
}

/** The first of them, on one line: its place, what is wrong, and the rest of what is said of it. */
const DIAGNOSTIC =
  /:(\d+),\d+-(?:\d+,)?\d+: ([^;\]\n]*)(?:; ((?:(?!\s\S+:\d+,\d+-)[^\n])*?))?(?:\]?$|\n|\s\S+:\d+,\d+-)/;
/** Words without a quotation, except of HCL's own brackets: ("{"). */
const HARMLESS = /^(?:[^"`:]|"[={}()[\]]"){1,300}$/;
