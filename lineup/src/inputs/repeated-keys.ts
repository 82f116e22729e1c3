import { UnusableInput } from "./model";

/** Strings and punctuation. Linear, however long a string is. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|[{}[\],:]/gs;

/**
 * Refuses an object that repeats a key. Terraform adds such blocks up, JSON.parse keeps the last one, and a deny that is
 * dropped this way would make a blocked path reachable.
 */
export function refuseRepeatedKeys(text: string, file: string): void {
  const open: (Set<string> | undefined)[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") checkKey(last, open.at(-1), file);
    last = token;
  }
}

function checkKey(quoted: string, keys: Set<string> | undefined, file: string): void {
  const key = quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  if (keys?.has(key)) {
    throw new UnusableInput(
      `${file} repeats the key ${JSON.stringify(key.slice(0, 80))} in one object: write a list of blocks instead`,
    );
  }
  keys?.add(key);
}
