import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { UnusableInput } from "../inputs/model";
import { whyUnwritten, writeTogether } from "../output";
import { visibleJson } from "../text/plain";
import type { AdoptReport, AdoptRow, Outcome } from "./contract";
import type { Handover } from "./old";
import type { Settings } from "./settings";

/** What is taken over as it is, or with changes that Terraform makes in place. */
const TAKEN_OVER: readonly Outcome[] = ["no change", "labels only", "changes"];
const IN_THE_WAY: readonly Outcome[] = ["replaced", "refused", "unknown"];

const SEEN: Readonly<Partial<Record<Outcome, string>>> = {
  "no change": "import: no change",
  "labels only": "import: labels only",
  changes: "import: changes",
};

/** The rows that are taken over, with those that already were. */
export function ours({ rows }: Pick<AdoptReport, "rows">): (AdoptRow & { id: string })[] {
  return rows.filter(
    (row): row is AdoptRow & { id: string } =>
      row.id !== undefined && (row.outcome === "managed" || TAKEN_OVER.includes(row.outcome)),
  );
}

interface Asked {
  /** Where synthesis reads what it makes import blocks of; undefined where nothing is to be written. */
  adoption: Settings["adoption"] | undefined;
  seenAt: string;
  /** Where what the old root forgets is written. */
  removed: string | undefined;
  handover: Handover | undefined;
}

/** Writes what was asked for: all of it, or nothing and why. */
export function writeAdoption(
  report: AdoptReport,
  { adoption, seenAt, removed, handover }: Asked,
): Pick<AdoptReport, "adoption" | "removed"> {
  if (adoption !== undefined) refuseInTheWay(report);
  const taken = ours(report).filter(({ outcome }) => outcome !== "managed");
  const blocks = handover?.removed.content;
  const files = [
    ...(adoption === undefined || taken.length === 0 ? [] : [[adoption, adoptionOf(report, taken, seenAt)] as const]),
    ...(removed === undefined || !blocks?.removed.length ? [] : [[removed, blocks] as const]),
  ];
  // The first adoption of an app is the first file in its folder.
  if (files.some(([file]) => file === adoption)) makeFolder(dirname(adoption ?? ""));
  writeTogether(files.map(([file, json]) => [file, `${visibleJson(json)}\n`]));
  return {
    ...(adoption === undefined ? {} : { adoption: { file: adoption, resources: taken.length } }),
    ...(removed === undefined ? {} : { removed: { file: removed, blocks: blocks?.removed.length ?? 0 } }),
  };
}

function refuseInTheWay({ rows }: AdoptReport): void {
  const inTheWay = rows.filter(({ outcome }) => IN_THE_WAY.includes(outcome));
  if (inTheWay.length === 0) return;
  const named = inTheWay.slice(0, 10).map(({ address, outcome }) => `${address} (${outcome})`);
  throw new UnusableInput(
    `nothing was written: ${named.join(", ")}${inTheWay.length > named.length ? ", …" : ""} cannot be taken over as it is written - lineup adopt without --write says what to do about each`,
  );
}

function adoptionOf({ environment, project }: AdoptReport, taken: readonly AdoptRow[], seenAt: string) {
  const resources = taken.map((row) => ({ address: row.address, id: row.id, seen: seenOf(row) }));
  return { schema: "lineup/adoption/1", environment, project, seenAt: new Date(seenAt).toISOString(), resources };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UnusableInput(`${folder} cannot be made: ${whyUnwritten((error as NodeJS.ErrnoException).code)}`);
  }
}

function seenOf({ outcome, changes }: AdoptRow): string {
  const attributes = changes.map(({ attribute }) => attribute.split(/[.[]/)[0]);
  return outcome === "changes" ? `${SEEN[outcome]} ${[...new Set(attributes)].join(", ")}` : (SEEN[outcome] ?? outcome);
}
