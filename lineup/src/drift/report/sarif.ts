import { createHash } from "node:crypto";
import { plain, visibleJson } from "../../report/plain";
import { placeText } from "../../report/points";
import { messageText } from "../../report/sarif";
import { relativeUri } from "../../report/uri";
import type { Source } from "../../sources";
import type { DriftReport } from "../model";
import { DRIFT_RULES } from "./rules";
import { exceptionText } from "./text";
import { changeText, loud } from "./words";

const SENTENCE = 400;
const LEVELS = { breaks: "error", weakens: "warning", benign: "note", noise: "none", unknown: "warning" } as const;

interface Said {
  rule: keyof typeof DRIFT_RULES;
  level: (typeof LEVELS)[keyof typeof LEVELS];
  address: string;
  text: string;
  source?: Source | undefined;
}

/** SARIF 2.1.0: what cuts a path is an error there, what opens more than was written or cannot be told a warning. */
export function renderDriftSarif(report: DriftReport): string {
  const ids = Object.keys(DRIFT_RULES);
  const rules = Object.entries(DRIFT_RULES).map(([id, { title, help }]) => ({
    id,
    shortDescription: { text: title },
    help: { text: help },
  }));
  const seen = new Map<string, number>();
  const results = saidIn(report).map((said) => ({
    ruleId: said.rule,
    ruleIndex: ids.indexOf(said.rule),
    level: said.level,
    message: { text: messageText(said.text) },
    locations: [locationOf(said, report.file)],
    partialFingerprints: { "lineup/v1": fingerprint(said, seen) },
  }));
  return visibleJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "lineup", rules } }, columnKind: "utf16CodeUnits", results }],
  });
}

function saidIn(report: DriftReport): Said[] {
  const blamed = new Set(report.drifted.filter(({ tier }) => tier === "breaks").map(({ address }) => address));
  return [
    ...report.drifted.map(({ code, tier, address, source, ...one }): Said => {
      const repair = one.repair === "" ? "" : ` Repair: ${plain(one.repair, SENTENCE)}.`;
      const change = plain(changeText({ code, tier, address, ...one }), SENTENCE);
      const text = `${plain(placeText({ address, attribute: one.attribute }))}: ${change}. ${plain(one.message, SENTENCE)}.${repair}`;
      return { rule: code, level: LEVELS[tier], address, text, source };
    }),
    // A path that is cut though nothing happened: it was written so.
    ...report.paths
      .filter(({ now }) => now === "blocked" && blamed.size === 0)
      .flatMap(({ from, causes }) =>
        causes.map(({ address, message, source }): Said => {
          const text = `${plain(from)} does not reach its Redis: ${plain(placeText({ address, attribute: "" }))}: ${plain(message, SENTENCE)}.`;
          return { rule: "PATH_BROKEN", level: "error", address, text, source };
        }),
      ),
    ...report.unmanaged.map(({ kind, name, tier, message }): Said => {
      const text = `${plain(kind)} ${plain(name)}, which nobody manages: ${plain(message, SENTENCE)}.`;
      return { rule: "UNMANAGED", level: LEVELS[tier], address: `${kind}.${name}`, text };
    }),
    ...report.unknown.map(
      (text): Said => ({ rule: "UNKNOWN", level: "warning", address: "", text: `${plain(text, SENTENCE)}.` }),
    ),
    ...loud(report.exceptions).map((one): Said => {
      return {
        rule: "EXCEPTION",
        level: "warning",
        address: one.address,
        text: `${plain(exceptionText(one), SENTENCE)}.`,
      };
    }),
  ];
}

function locationOf({ address, source }: Said, file: string) {
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(source?.file ?? file), uriBaseId: "%SRCROOT%" },
      region: { startLine: source && Number.isSafeInteger(source.line) && source.line > 0 ? source.line : 1 },
    },
    logicalLocations: [{ fullyQualifiedName: plain(address) || "(no address)", kind: "resource" }],
  };
}

/** The same drift is the same alert tomorrow. */
function fingerprint({ rule, address, text }: Said, seen: Map<string, number>): string {
  const place = /^[^:]*/.exec(text)?.[0] ?? "";
  const hash = createHash("sha256")
    .update(JSON.stringify([rule, address, place]))
    .digest("hex");
  const occurrence = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, occurrence);
  return `${hash}:${occurrence}`;
}
