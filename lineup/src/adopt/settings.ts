import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Input, jsonIn } from "../inputs/json";
import { UnusableInput } from "../inputs/model";
import type { SettingBehind, Settings } from "./settings-shape";

export type { SettingBehind, Settings } from "./settings-shape";

const FILE = "settings.json";

/** Which setting stands behind which attribute, from the file that synth puts beside the JSON that ships. */
export function settingsBeside(input: Input): Settings | undefined {
  if (typeof input !== "string" || input === "-" || !existsSync(input) || !statSync(input).isDirectory())
    return undefined;
  const file = join(input, FILE);
  if (!existsSync(file)) return undefined;
  // Loaded here: without such a file nothing needs the library that the shape is made with.
  const { settingsShape } = require("./settings-shape") as typeof import("./settings-shape");
  const read = settingsShape.safeParse(jsonIn(file).json);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new UnusableInput(
    `${file} does not say which setting stands behind which attribute (${first?.path.join(".")}: ${first?.message}) - synthesize again, or remove it`,
  );
}

/** The row of an attribute, and what `{name}` stands for in it. */
export function settingBehind(
  { settings }: Settings,
  address: string,
  attribute: string,
): { row: SettingBehind; setting: string; name: string | undefined } | undefined {
  const spelled = attribute.replace(/\[\d+\]/g, "").replace(/\[([^[\]]{0,500})\]/g, ".$1");
  for (const row of settings) {
    if (row.address !== address) continue;
    const [before = "", after] = row.attribute.split("{name}");
    if (after === undefined) {
      if (spelled === before || spelled.startsWith(`${before}.`)) return { row, setting: row.setting, name: undefined };
    } else if (spelled.startsWith(before) && spelled.endsWith(after) && spelled.length > before.length + after.length) {
      const name = spelled.slice(before.length, spelled.length - after.length);
      return { row, setting: row.setting.replace("{name}", () => name), name };
    }
  }
  return undefined;
}
