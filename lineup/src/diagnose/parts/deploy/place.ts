import { statSync } from "node:fs";
import { dirname } from "node:path";
import { word } from "../../../text/shell";
import type { Written } from "../../part";

/** Of the workspace that is there before any other is made. */
export const STATE = "default.tfstate";
const LOCK = "default.tflock";

export interface Place {
  bucket: string;
  state: string;
  lock: string;
}

/** Where the backend of Google Cloud Storage keeps the state and its lock. */
export function placeOf({ state }: Written): Place | undefined {
  if (state === undefined) return undefined;
  const prefix = state.prefix
    .split("/")
    .filter((part) => part !== "")
    .join("/");
  const within = (name: string) => (prefix === "" ? name : `${prefix}/${name}`);
  return { bucket: state.bucket, state: within(STATE), lock: within(LOCK) };
}

/** `--config` may name one file of the folder. */
export function folderOf({ folder }: Written): string {
  try {
    return statSync(folder).isDirectory() ? folder : dirname(folder);
  } catch {
    return folder;
  }
}

/** Terraform, in the folder of the stack. */
export function terraform(written: Written, ...words: string[]): string {
  return ["terraform", `-chdir=${word(folderOf(written))}`, ...words.map(word)].join(" ");
}
