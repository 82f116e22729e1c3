import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "../..");
export const text = (file: string) => readFileSync(join(root, file), "utf8");

/** What a shell is given: the scripts behind run:, on its line or indented below it. */
export function scriptsIn(file: string): string[] {
  const lines = text(file).split("\n");
  return lines.flatMap((line, at) => {
    const [, indent = "", rest = ""] = /^(\s*(?:- )?)run: (.*)$/.exec(line) ?? [];
    if (rest === "") return [];
    if (!/^[|>]/.test(rest)) return [rest];
    const below = lines.slice(at + 1);
    const end = below.findIndex((next) => next.trim() !== "" && next.search(/\S/) <= indent.length);
    return [below.slice(0, end === -1 ? below.length : end).join("\n")];
  });
}
