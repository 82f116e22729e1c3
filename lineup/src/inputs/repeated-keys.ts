import { UnusableInput } from "./model";

/** Strings, and what opens, closes and divides. Written so that a string of a million characters costs one step. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gs;

/**
 * Refuses an object that says a key twice. Terraform adds such blocks up, JSON's own rule keeps the last one, and a
 * deny that is dropped that way would be a wrong promise.
 */
export function refuseRepeatedKeys(text: string, file: string): void {
  const open: (Set<string> | undefined)[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") note(last, open.at(-1), file);
    last = token;
  }
}

function note(quoted: string, keys: Set<string> | undefined, file: string): void {
  const key = quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  if (keys?.has(key)) {
    throw new UnusableInput(
      `${file} says the key ${JSON.stringify(key.slice(0, 80))} twice in one object: write a list of blocks instead`,
    );
  }
  keys?.add(key);
}
