import { isBlock, own } from "../inputs/blocks";
import { jsonIn } from "../inputs/json";
import { type Model, UnusableInput } from "../inputs/model";
import { readJson } from "../inputs/read";
import { readLive } from "../inventory";
import type { Progress } from "../progress";
import type { OptionValues } from "./options";

interface DatedInventory {
  model: Model;
  /** When it was read, where it says so. */
  readAt: string | undefined;
}

/** Where the reader of a live project says what it does, and what it waits for. */
export interface Told {
  progress: Progress;
  say?: (text: string) => void;
}

/** The live project, from a file or read now; undefined where neither was asked for. */
export async function liveInventory(
  { inventory, live, project, impersonate }: OptionValues<"inventory" | "live" | "project" | "impersonate">,
  told: Told,
): Promise<DatedInventory | undefined> {
  if (live && project !== undefined) {
    const read = await readLive({ project, impersonate }, told);
    return { model: readJson(read, `the live project ${project}`), readAt: read.readAt };
  }
  if (inventory === undefined) return undefined;
  const { json, file } = jsonIn(inventory);
  const model = readJson(json, file);
  if (model.kind !== "inventory") {
    throw new UnusableInput(`${file} is not an inventory: --inventory takes what lineup inventory writes`);
  }
  const readAt = isBlock(json) ? own(json, "readAt") : undefined;
  return { model, readAt: typeof readAt === "string" ? readAt : undefined };
}
