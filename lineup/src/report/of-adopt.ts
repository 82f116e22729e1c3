import type { AdoptReport, AdoptRow, AdoptVerdict, Outcome, Sentence } from "../adopt/contract";
import { count } from "../text/words";
import { distinct } from "./names";
import type { Drawn } from "./network-picture";
import { handoverRemarks, handoverSections } from "./of-handover";
import { flowsSection, risksSection, routeOf } from "./of-review";
import { type Point, point, type Report, type Section, sectionsOf, type Tone } from "./report";
import { joined } from "./words";

const WORDS: Record<AdoptVerdict, { word: string; tone: Tone }> = {
  ready: { word: "READY", tone: "good" },
  changes: { word: "CHANGES", tone: "bad" },
  unknown: { word: "UNKNOWN", tone: "unknown" },
};

interface Words {
  title: string;
  tone: Tone;
  /** What one row is said to be, as in "import: no change". */
  row: string;
  isDetail: boolean;
}

const OUTCOMES: Record<Outcome, Words> = {
  replaced: { title: "Would be replaced", tone: "bad", row: "would be replaced", isDetail: false },
  refused: { title: "Google would refuse", tone: "bad", row: "Google would refuse", isDetail: false },
  unknown: { title: "Cannot be told", tone: "unknown", row: "cannot be told", isDetail: false },
  changes: { title: "Import with changes", tone: "warning", row: "import: changes", isDetail: false },
  "labels only": { title: "Import with labels only", tone: "good", row: "import: labels only", isDetail: true },
  "no change": { title: "Import without a change", tone: "good", row: "import: no change", isDetail: true },
  create: { title: "Not there", tone: "neutral", row: "not there: will be created", isDetail: true },
  managed: { title: "In the state already", tone: "neutral", row: "in the state already", isDetail: true },
};

/** What `lineup adopt` has to say. */
export function ofAdopt(report: AdoptReport, [before, after]: readonly Drawn[] = []): Report {
  const { verdict, paths, risks, flows, rows, project, environment } = report;
  const headline = { ...WORDS[verdict], sentence: conclusion(report) };
  const part = {
    file: environment,
    about: joined([`project ${project}`, report.readAt === undefined ? "" : `read ${report.readAt}`], ", "),
    headline: { ...headline, sentence: "" },
    routes: distinct(paths.map((path) => ({ ...routeOf(path), when: "after the adoption" }))),
    snapshots: [
      ...(before ? [{ ...before, title: "as it is" }] : []),
      ...(after ? [{ ...after, title: "after the adoption" }] : []),
    ],
    unknown: [],
    sections: sectionsOf(
      sentencesSection(report),
      ...(Object.keys(OUTCOMES) as Outcome[]).slice(0, 4).map((outcome) => rowsSection(rows, outcome)),
      ...(["danger", "caution", "note"] as const).map((level) => risksSection(risks, level)),
      flowsSection("Newly denied", flows.newlyDenied),
      flowsSection("Newly allowed", flows.newlyAllowed),
      ...handoverSections(report.handover),
      ...(Object.keys(OUTCOMES) as Outcome[]).slice(4).map((outcome) => rowsSection(rows, outcome)),
    ),
    remarks: remarksOf(report),
  };
  return { command: "lineup adopt", headline, parts: [part] };
}

function conclusion({ counts, rows, sentences }: AdoptReport): string {
  if (rows.length > 0 && counts.managed === rows.length) return "all of it is in the state";
  const said = (Object.keys(OUTCOMES) as Outcome[]).map((outcome) =>
    counts[outcome] > 0 ? `${counts[outcome]} ${OUTCOMES[outcome].row}` : "",
  );
  const help =
    sentences.length > 0 ? `; ${count(sentences.length, "sentence")} of the environment's file would help` : "";
  return `${joined(said, ", ")}${help}`;
}

function sentencesSection({ sentences, file }: AdoptReport): Section {
  const points = sentences.map((sentence) =>
    point({ message: `${sentenceText(sentence)}${sentence.why ? ` - ${sentence.why}` : ""}`, isWhole: true }),
  );
  const title = file === undefined ? "Sentences that help" : `Write in ${file}`;
  return { title, tone: "neutral", noun: "sentence", points, isDetail: false };
}

/** "connector.instances.max: 3 → 10" */
function sentenceText({ setting, written, proposed }: Sentence): string {
  return `${setting}: ${written} → ${proposed}`;
}

function rowsSection(rows: readonly AdoptRow[], outcome: Outcome): Section {
  const { title, tone, isDetail } = OUTCOMES[outcome];
  const points = rows.filter((row) => row.outcome === outcome).map(rowPoint);
  return { title, tone, noun: "resource", points, isDetail };
}

function rowPoint(row: AdoptRow): Point {
  const { address, source, why, outcome } = row;
  return point({
    place: { address, attribute: "", source },
    aside: OUTCOMES[outcome].row,
    message: changesText(row),
    because: why.join("; "),
    fix: joined([row.sentences.map(sentenceText).join(", "), afterwards(row), ...row.wayOut], "; "),
    minor: OUTCOMES[outcome].isDetail,
  });
}

function changesText({ changes, replacedBy, sameRole, outcome }: AdoptRow): string {
  if (outcome === "create")
    return sameRole?.length === 1 ? `${sameRole[0]} does what it is for, under another name` : "";
  if (outcome === "labels only" || outcome === "no change" || outcome === "managed") return "";
  const first = changes.filter(({ attribute }) => replacedBy.includes(attribute));
  return [...first, ...changes.filter((one) => !first.includes(one))]
    .map(({ attribute, before, after }) => `${attribute}: ${before} → ${after}`)
    .join(", ");
}

function afterwards({ withSentences }: AdoptRow): string {
  return withSentences === undefined ? "" : `then ${OUTCOMES[withSentences].row}`;
}

function writtenText({ file, resources }: { file: string; resources: number }): string {
  return resources === 0
    ? `${file} is not written: nothing is left to take over.`
    : `${file} says ${count(resources, "import")}: synthesize, and read the plan.`;
}

function remarksOf({ unread, counts, rows, adoption, file, handover, removed }: AdoptReport) {
  const remark = (text: string, names: string[] = []) => ({ text, names, minor: false });
  const isAll = rows.length > 0 && counts.managed === rows.length;
  return [
    ...(unread.length > 0 ? [remark("Could not be read:", unread)] : []),
    ...(adoption ? [remark(writtenText(adoption))] : []),
    ...handoverRemarks(handover, removed?.blocks ? removed : undefined),
    ...(isAll && file !== undefined ? [remark("Nothing is left to take over: delete the file of the adoption.")] : []),
  ];
}
