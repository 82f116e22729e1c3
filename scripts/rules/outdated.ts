import { existsSync, readFileSync } from "node:fs";

export const FIX = "run npm run rules";

/** The generated files that do not hold what they should, with what that is. */
export function outdated(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text));
}
