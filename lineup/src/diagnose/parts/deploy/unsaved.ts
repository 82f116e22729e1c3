import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { textAt } from "../../../google/answer";
import { own } from "../../../inputs/blocks";
import type { Tell, Written } from "../../part";
import { MOST_BYTES } from "./object";
import { folderOf, terraform } from "./place";
import type { RecordedState } from "./recorded";

const NAME = "errored.tfstate";

/** What the bucket has: a state, certainly none, or nobody knows what. */
export type SavedState = RecordedState | "none" | undefined;

interface Unsaved {
  /** When Terraform wrote it. */
  when: string;
  /** Undefined where it is cut off, or no state. */
  said: { serial: number; lineage: string } | "too large" | undefined;
}

/** What Terraform leaves in the folder where an apply could not save its state. It holds secrets: two fields are read. */
export function lookForUnsaved(written: Written, saved: SavedState, tell: Tell): void {
  const at = join(folderOf(written), NAME);
  let unsaved: Unsaved | undefined;
  try {
    unsaved = unsavedAt(at);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return;
    tell.gap(`${at} is there and cannot be read: ${code ?? "unknown error"}`);
    return;
  }
  const { isPush, certainty, meaning, todo } = meaningOf(unsaved, saved);
  tell.clue({
    code: "STATE_NOT_SAVED",
    certainty,
    at,
    attribute: "",
    message: `an apply could not save its state, and left it in ${at}: ${meaning}`,
    services: [],
    evidence: [
      { from: "deploy", at, attribute: "", text: "Terraform left the state of an apply here", when: unsaved.when },
    ],
    repair: {
      text: `${todo}. The file holds secrets in clear: attach it to nothing, and delete it once the state is saved`,
      // Deleting it is no command to be copied: pasted after a push that is refused, it would take the only copy.
      commands: isPush ? [terraform(written, "state", "push", NAME)] : [],
    },
  });
}

function unsavedAt(path: string): Unsaved {
  const stat = statSync(path);
  if (!stat.isFile()) throw Object.assign(new Error(), { code: "it is no file" });
  const when = stat.mtime.toISOString();
  return stat.size > MOST_BYTES ? { when, said: "too large" } : { when, said: saidIn(readFileSync(path, "utf8")) };
}

function saidIn(text: string): Unsaved["said"] {
  try {
    const state: unknown = JSON.parse(text);
    const [serial, lineage] = [own(state, "serial"), textAt(state, "lineage")];
    return typeof serial === "number" && lineage !== undefined ? { serial, lineage } : undefined;
  } catch {
    return undefined;
  }
}

type Meaning = { isPush: boolean; certainty: "certain" | "likely"; meaning: string; todo: string };

function meaningOf({ said }: Unsaved, inBucket: SavedState): Meaning {
  const doubtful = { isPush: false, certainty: "likely" } as const;
  if (said === undefined) {
    const todo = "do not push it: find out with lineup adopt what exists and is in no state, and import that";
    return {
      ...doubtful,
      meaning: "it is cut off, or no state, so that what the apply did is not recorded anywhere",
      todo,
    };
  }
  if (said === "too large") {
    const todo =
      "compare its serial and its lineage with those of terraform state pull, and push it if it is the newer";
    return { ...doubtful, meaning: `it has more than ${MOST_BYTES / 1e6} MB and was not looked into`, todo };
  }
  if (inBucket === undefined) {
    const todo =
      "compare its serial and its lineage with those of terraform state pull, and push it only if it is the newer";
    return { ...doubtful, meaning: "whether the bucket's is newer could not be read", todo };
  }
  const saved = inBucket === "none" ? undefined : inBucket;
  if (saved?.lineage !== undefined && saved.lineage !== said.lineage) {
    const todo = "look for the stack that it belongs to before anything is pushed";
    return {
      ...doubtful,
      meaning: "it is of another state than the one in the bucket: they have not the same lineage",
      todo,
    };
  }
  if (saved !== undefined && saved.serial >= said.serial) {
    const todo =
      "compare both by terraform state list before anything is pushed: the bucket's is newer, or as new, and Terraform refuses the push";
    return { ...doubtful, meaning: `its serial is ${said.serial}, and the bucket's is ${saved.serial} by now`, todo };
  }
  const todo = "push it before anything else is applied: another apply would fork the state";
  return { isPush: true, certainty: "certain", meaning: "what it made is in no other state", todo };
}
