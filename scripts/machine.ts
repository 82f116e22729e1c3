import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import type { Machine } from "./prerequisites";

/** The machine that a script runs on, as far as its prerequisites ask. */
export function thisMachine(): Machine {
  const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  const product = "/sys/class/dmi/id/product_name";
  return {
    env: process.env,
    home: homedir(),
    hasTerminal: process.stdin.isTTY === true,
    product: isFile(product) ? readFileSync(product, "utf8") : "",
    isFile,
    isExecutable: (path) => isFile(path) && isRunnable(path),
  };
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
