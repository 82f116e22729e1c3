import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { UnusableInput } from "../inputs/model";
import { writeWhole } from "../output";
import { visibleJson } from "../text/plain";
import type { AdoptReport, AdoptRow, Outcome } from "./contract";
import type { Settings } from "./settings";

/** What is taken over as it is, or with changes that Terraform makes in place. */
const TAKEN_OVER: readonly Outcome[] = ["no change", "labels only", "changes"];
const IN_THE_WAY: readonly Outcome[] = ["replaced", "refused", "unknown"];

const SEEN: Readonly<Partial<Record<Outcome, string>>> = {
  "no change": "import: no change",
  "labels only": "import: labels only",
  changes: "import: changes",
};

/** Writes the file from which synthesis makes import blocks: all of it, or nothing and why. */
export function writeAdoption(report: AdoptReport, settings: Settings, seenAt: string): AdoptReport["adoption"] {
  const inTheWay = report.rows.filter(({ outcome }) => IN_THE_WAY.includes(outcome));
  if (inTheWay.length > 0) {
    const named = inTheWay.slice(0, 10).map(({ address, outcome }) => `${address} (${outcome})`);
    throw new UnusableInput(
      `nothing was written: ${named.join(", ")}${inTheWay.length > named.length ? ", …" : ""} cannot be taken over as it is written - lineup adopt without --write says what to do about each`,
    );
  }
  const resources = report.rows
    .filter((row): row is AdoptRow & { id: string } => TAKEN_OVER.includes(row.outcome) && row.id !== undefined)
    .map((row) => ({ address: row.address, id: row.id, seen: seenOf(row) }));
  const { environment, project } = report;
  // The first adoption of an app is the first file in its folder.
  mkdirSync(dirname(settings.adoption), { recursive: true });
  writeWhole(
    settings.adoption,
    `${visibleJson({ schema: "lineup/adoption/1", environment, project, seenAt, resources })}\n`,
  );
  return { file: settings.adoption, resources: resources.length };
}

function seenOf({ outcome, changes }: AdoptRow): string {
  const attributes = changes.map(({ attribute }) => attribute.split(/[.[]/)[0]);
  return outcome === "changes" ? `${SEEN[outcome]} ${[...new Set(attributes)].join(", ")}` : (SEEN[outcome] ?? outcome);
}
