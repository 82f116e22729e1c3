import { isBlock, own } from "../inputs/blocks";
import { jsonIn } from "../inputs/json";
import { type Model, UnusableInput } from "../inputs/model";
import { modelOf, readJson } from "../inputs/read";
import { readLive } from "../inventory";
import type { Progress } from "../progress";
import type { OptionValues } from "./options";

interface DatedInventory {
  model: Model;
  /** Of which project it is, where it says so. */
  project: string | undefined;
  /** When it was read, where it says so. */
  readAt: string | undefined;
}

/** Where the reader of a live project says what it does, and what it waits for. */
export interface Told {
  progress: Progress;
  say?: (text: string) => void;
}

/**
 * The live project, from a file or read now; undefined where neither was asked for. What a file withholds can be kept of
 * what is read now, for who compares it and does not print it.
 */
export async function liveInventory(
  { inventory, live, project, impersonate }: OptionValues<"inventory" | "live" | "project" | "impersonate">,
  told: Told,
  keepsWithheld = false,
): Promise<DatedInventory | undefined> {
  if (live && project !== undefined) {
    const read = await readLive({ project, impersonate, keepsWithheld }, told);
    return { model: readJson(read, `the live project ${project}`), project, readAt: read.readAt };
  }
  if (inventory === undefined) return undefined;
  const { json, file } = jsonIn(inventory);
  const model = modelOf(json, file);
  if (model.kind !== "inventory") {
    throw new UnusableInput(`${file} is not an inventory: --inventory takes what lineup inventory writes`);
  }
  const said = (key: string) => {
    const value = isBlock(json) ? own(json, key) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  return { model, project: said("project"), readAt: said("readAt") };
}
