import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_VERSION } from "../verify/base";
import { filesOf, folderOf, GROUPS, inputHash, programOf, type RecordingGroup, type RecordingInput } from "./recording";

/** How the apply of a recorded plan ended, and the requests that the cloud received: sorted, `DELETE redis/v1/…`. */
export interface Applied {
  exit: number;
  calls: string[];
  refused: string[];
}

interface RecordedCase {
  /** Hash of the input at the time of the recording. */
  input: string;
  /** Exit code of `terraform plan`. */
  exit: number;
  applied?: Applied;
}

/** `index.json` of a group: the versions stand once, so that another provider is one line of a review. */
export interface RecordingIndex {
  terraform: string;
  provider: string;
  command: string;
  cases: Record<string, RecordedCase>;
}

export const commandOf = (group: RecordingGroup) => [programOf(group), ...GROUPS[group].plan].join(" ");
const indexFile = (group: RecordingGroup) => join(folderOf(group), "index.json");

export function emptyIndex(group: RecordingGroup, terraform: string): RecordingIndex {
  return { terraform, provider: PROVIDER_VERSION, command: commandOf(group), cases: {} };
}

export function readIndex(group: RecordingGroup): RecordingIndex {
  const file = indexFile(group);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : emptyIndex(group, "");
}

export function writeIndex(group: RecordingGroup, index: RecordingIndex): void {
  const cases = Object.entries(index.cases).sort(([one], [other]) => (one < other ? -1 : 1));
  mkdirSync(folderOf(group), { recursive: true });
  writeFileSync(indexFile(group), `${JSON.stringify({ ...index, cases: Object.fromEntries(cases) }, null, 1)}\n`);
}

/** Why the recording of a case cannot be used; undefined where it is current. */
export function staleness(input: RecordingInput, index = readIndex(input.group)): string | undefined {
  const { group, id } = input;
  const remedy = `run npm run record -- ${group}/${id}`;
  const recorded = index.cases[id];
  if (recorded === undefined || !filesOf(input).every((file) => existsSync(file))) {
    return `${group}/${id} has no recorded plan - ${remedy}`;
  }
  if (index.provider !== PROVIDER_VERSION || index.command !== commandOf(group)) {
    const made = `google ${index.provider} and "${index.command}"`;
    return `the plans of ${group} were recorded with ${made}, not with google ${PROVIDER_VERSION} and "${commandOf(group)}" - run npm run record -- ${group}/`;
  }
  return recorded.input === inputHash(input)
    ? undefined
    : `${group}/${id} has changed since its plan was recorded - ${remedy}`;
}

/** Files and entries of a group that belong to none of its cases. */
export function orphanedIds(group: RecordingGroup, ids: ReadonlySet<string>): string[] {
  const files = existsSync(folderOf(group)) ? readdirSync(folderOf(group)) : [];
  const recorded = files.filter((file) => file !== "index.json").map((file) => file.replace(/\.jsonl?$/, ""));
  return [...new Set([...recorded, ...Object.keys(readIndex(group).cases)])].filter((id) => !ids.has(id));
}

export function forget(group: RecordingGroup, orphaned: readonly string[]): void {
  const index = readIndex(group);
  for (const id of orphaned) {
    for (const file of [`${id}.json`, `${id}.jsonl`]) rmSync(join(folderOf(group), file), { force: true });
    delete index.cases[id];
    console.log(`removed ${group}/${id}`);
  }
  if (orphaned.length > 0) writeIndex(group, index);
}
