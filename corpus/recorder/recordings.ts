import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../canonical";
import { type Case, changedRoot, type Deed, type Root } from "./case";

/** Which command reads the plans: each has a shelf of its own. */
export type Shelf = "review" | "drift";

/** What the apply of a recorded plan did to the cloud: the labels are reviewed against it. */
export interface Applied {
  exit: number;
  /** What was written, in the order of the alphabet: `DELETE redis/v1/projects/…`. */
  calls: string[];
  refused: string[];
}

export interface Recorded {
  command: string;
  terraform: string;
  provider: string;
  /** Of everything that the recording was made from. */
  input: string;
  /** How terraform plan ended. */
  exit: number;
  applied?: Applied;
}

export const WAY_OUT = "run npm run record";

const fixtures = join(__dirname, "../recordings");
export const folderOf = (shelf: Shelf) => join(fixtures, shelf);
export const indexOf = (shelf: Shelf) => join(folderOf(shelf), "index.json");
export const planOf = (shelf: Shelf, id: string) => join(folderOf(shelf), `${id}.json`);
/** The `plan -json` stream of the same run, with its refresh events: kept where somebody asks for proof of a refresh. */
export const logOf = (id: string) => join(folderOf("drift"), `${id}.jsonl`);

export function readIndex(shelf: Shelf): Record<string, Recorded> {
  const file = indexOf(shelf);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

export function readPlan(shelf: Shelf, id: string): unknown {
  return JSON.parse(readFileSync(planOf(shelf, id), "utf8"));
}

export function commandOf({ args = [] }: Case): string {
  return ["terraform plan -input=false -json -out=plan.tfplan", ...args].join(" ");
}

/** Everything a recording depends on, besides the versions. */
export function inputsOf(one: Case): { before: Root; planned: Root; byHand: readonly Deed[]; command: string } {
  return { before: one.before, planned: changedRoot(one), byHand: one.byHand ?? [], command: commandOf(one) };
}

/** Why the recording of a case cannot be relied on; undefined where it can. */
export function staleness(
  shelf: Shelf,
  one: Case,
  recorded: Recorded | undefined = readIndex(shelf)[one.id],
): string | undefined {
  const files = [planOf(shelf, one.id), ...(shelf === "drift" ? [logOf(one.id)] : [])];
  const missing = files.some((file) => !existsSync(file));
  if (recorded === undefined || missing) return `no plan of ${shelf}/${one.id} is recorded - ${WAY_OUT}`;
  if (recorded.input === hashOf(inputsOf(one))) return undefined;
  return `the recorded plan of ${shelf}/${one.id} was made from something else than it is now - ${WAY_OUT}`;
}
