import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { suggestionFor } from "../text/nearest";
import { plain } from "../text/plain";

/** Why there is nothing at a path, and what may have been meant. */
export function whyMissing(path: string): string {
  if (/^https?:/.test(path)) return "is an address, and lineup opens none: download the file, and name that";
  const meant = stackCalled(path) ?? neighbourOf(path);
  if (meant !== undefined) return `does not exist: did you mean ${plain(meant)}?`;
  return /cdktf\.out/.test(path) ? "does not exist: npm run synth writes it" : "does not exist";
}

/** People name a stack where its folder is wanted. */
function stackCalled(name: string): string | undefined {
  const folder = join("cdktf.out", "stacks", name);
  return basename(name) === name && existsSync(folder) ? folder : undefined;
}

function neighbourOf(path: string): string | undefined {
  try {
    const name = suggestionFor(basename(path), readdirSync(dirname(path)));
    return name === undefined ? undefined : join(dirname(path), name);
  } catch {
    return undefined;
  }
}
