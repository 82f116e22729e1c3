import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Trial } from "./trial";

/** Where each case is kept after it was applied. */
export const KEPT = resolve(__dirname, "../out/oracle");

export function fileOf({ id }: { id: string }): string {
  return join(KEPT, `${id}.json`);
}

/** Undefined where the case was not applied. */
export function readTrial(one: { id: string }): Trial | undefined {
  return existsSync(fileOf(one)) ? JSON.parse(readFileSync(fileOf(one), "utf8")) : undefined;
}
