import type { AdoptReport, AdoptRow, AdoptVerdict, Outcome, Sentence } from "../adopt/contract";
import { NOT_READ } from "../adopt/rows";
import { isLabel } from "../compare/imports";
import { count } from "../text/words";
import { distinct } from "./names";
import type { Drawn } from "./network-picture";
import { handoverRemarks, handoverSections } from "./of-handover";
import { flowsSection, risksSection, routeOf } from "./of-review";
import { CLOSED, countedIn, OPEN, OUTCOMES } from "./outcomes";
import { type Point, point, type Report, type Section, sectionsOf, type Tone } from "./report";
import { joined } from "./words";

const WORDS: Record<AdoptVerdict, { word: string; tone: Tone }> = {
  ready: { word: "READY", tone: "good" },
  changes: { word: "CHANGES", tone: "bad" },
  unknown: { word: "UNKNOWN", tone: "unknown" },
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
      ...OPEN.map((outcome) => rowsSection(rows, outcome)),
      otherNamesSection(rows),
      ...(["danger", "caution", "note"] as const).map((level) => risksSection(risks, level)),
      flowsSection("Newly denied", flows.newlyDenied),
      flowsSection("Newly allowed", flows.newlyAllowed),
      ...handoverSections(report.handover),
      ...CLOSED.map((outcome) => rowsSection(rows, outcome)),
    ),
    remarks: remarksOf(report),
  };
  return { command: "lineup adopt", headline, parts: [part] };
}

function conclusion({ counts, rows, sentences }: AdoptReport): string {
  if (rows.length > 0 && counts.managed === rows.length) return "all of it is in the state";
  const help =
    sentences.length > 0 ? `; ${count(sentences.length, "sentence")} of the environment's file would help` : "";
  return `${countedIn(counts)}${help}`;
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
  const { title, tone } = OUTCOMES[outcome];
  const points = rows.filter((row) => row.outcome === outcome && !hasOtherName(row)).map(rowPoint);
  return { title, tone, noun: "resource", points, isDetail: CLOSED.includes(outcome) };
}

/** To make these new as well is seldom meant: said aloud. */
function otherNamesSection(rows: readonly AdoptRow[]): Section {
  const points = rows.filter(hasOtherName).map((row) => ({ ...rowPoint(row), minor: false }));
  return { title: "Exists under another name", tone: "warning", noun: "resource", points, isDetail: false };
}

function hasOtherName({ outcome, sameRole }: AdoptRow): boolean {
  return outcome === "create" && sameRole?.length === 1;
}

/** What is as it should be is named, and no more. */
function rowPoint(row: AdoptRow): Point {
  const { address, source, why, outcome } = row;
  const isDetail = CLOSED.includes(outcome);
  return point({
    place: { address, attribute: "", source: isDetail && !hasOtherName(row) ? undefined : source },
    message: hasOtherName(row)
      ? `${row.sameRole?.[0]} does what it is for: as it is written, another one is made beside it`
      : isDetail
        ? ""
        : changesText(row),
    because: why.join("; "),
    fix: joined([row.sentences.map(sentenceText).join(", "), afterwards(row), ...row.wayOut], "; "),
    minor: isDetail,
  });
}

/** What is certain: what was not read is said among the reasons, and labels harm nothing. */
function changesText({ changes, replacedBy }: AdoptRow): string {
  const told = changes.filter(({ before }) => before !== NOT_READ);
  const others = told.filter(({ attribute }) => !isLabel(attribute));
  const first = others.filter(({ attribute }) => replacedBy.includes(attribute));
  return joined(
    [
      ...[...first, ...others.filter((one) => !first.includes(one))].map(
        ({ attribute, before, after }) => `${attribute}: ${before} → ${after}`,
      ),
      others.length < told.length ? "labels" : "",
    ],
    ", ",
  );
}

function afterwards({ withSentences }: AdoptRow): string {
  return withSentences === undefined ? "" : `then: ${OUTCOMES[withSentences].comesTo}`;
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
