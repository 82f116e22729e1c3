import type { Certainty, DiagnoseReport, Evidence, Look, RankedCause } from "../diagnose/contract";
import { minuteOf } from "../text/times";
import { count, enumerated } from "../text/words";
import { telling } from "./evidence";
import { type Point, point, type Report, type Section, sectionsOf, type Tone } from "./report";
import { joined } from "./words";

const WORDS: Record<DiagnoseReport["verdict"], { word: string; tone: Tone }> = {
  broken: { word: "BROKEN", tone: "bad" },
  unknown: { word: "UNKNOWN", tone: "unknown" },
  healthy: { word: "HEALTHY", tone: "good" },
};

const TONES: Record<Certainty, Tone> = { certain: "bad", likely: "bad", possible: "unknown" };

/** What `lineup diagnose` has to say: the likeliest cause first, with the command that repairs it. */
export function ofDiagnose(report: DiagnoseReport): Report {
  const { project, verdict, causes, changes, looks, readAt } = report;
  const headline = { ...WORDS[verdict], sentence: conclusion(report) };
  const part = {
    file: project,
    about: minuteOf(readAt),
    headline,
    routes: [],
    snapshots: [],
    unknown: [],
    sections: sectionsOf(
      ...causes.map(causeSection),
      section("Not looked at", "unknown", "part", looks.filter(isOpen).map(lookPoint)),
      section("Not asked for", "neutral", "part", looks.filter(({ did }) => did === "not asked").map(lookPoint)),
      { ...section("What changed, the newest first", "neutral", "change", changes.map(evidencePoint)), isDetail: true },
      { ...section("Paths", "neutral", "path", pathPoints(report)), isDetail: true },
    ),
    remarks: [],
  };
  return { command: "lineup diagnose", headline: { ...headline, sentence: summary(report) }, parts: [part] };
}

/** What is wrong: whoever reads one line has read the likeliest cause. */
function conclusion(report: DiagnoseReport): string {
  const [first] = report.causes;
  if (!first) return summary(report);
  const certainty = first.certainty === "certain" ? "" : `${first.certainty}: `;
  return `${certainty}${first.message}`;
}

function summary({ verdict, causes, looks }: DiagnoseReport): string {
  const open = looks.filter(isOpen).length;
  const unseen = open === 0 ? "" : `${count(open, "part")} of the project could not be looked at, or not whole`;
  const found = count(
    causes.length,
    causes.some(({ certainty }) => certainty !== "possible") ? "cause" : "possible cause",
  );
  if (verdict === "healthy") return "nothing that was looked at is broken";
  return joined([causes.length === 0 ? "nothing was found" : found, unseen], ", and ");
}

function isOpen({ did }: Look): boolean {
  return did === "could not" || did === "in part";
}

const placeOf = ({ at, attribute }: { at: string; attribute: string }) => joined([at, attribute], ".");

function causeSection(cause: RankedCause): Section {
  const { rank, certainty, code, services, evidence, proof, proofCommands } = cause;
  const { shown, more } = telling(evidence);
  const hits = services.length === 0 ? "" : `hits ${enumerated(services)}`;
  const title = joined([`${rank}. ${certainty}`, code, hits], ", ");
  const points = [
    causePoint(cause),
    ...shown.map((one) => evidencePoint(one)),
    ...(more === 0 ? [] : [point({ message: `and ${more} more: --format json lists them`, minor: true })]),
    point({ message: `proof: ${proof}`, commands: proofCommands, isWhole: true }),
  ];
  return section(title, TONES[certainty], "line", points);
}

function causePoint({ code, certainty, at, attribute, message, repair }: RankedCause): Point {
  return point({
    place: { address: at, attribute, source: undefined },
    name: code,
    message,
    fix: repair.text,
    commands: repair.commands,
    isWhole: true,
    alert: {
      rule: code,
      level: certainty === "possible" ? "warning" : "error",
      identity: ["diagnose", code, at, attribute],
    },
  });
}

/** "02:13 UTC, by somebody@example.com: its priority was changed" */
function evidencePoint({ at, attribute, text, when, by }: Evidence): Point {
  const time = when === undefined ? "" : minuteOf(when);
  const who = joined([time, by === undefined ? "" : `by ${by}`], ", ");
  return point({ message: joined([who, placeOf({ at, attribute }), text], ": "), minor: true, isWhole: true });
}

function lookPoint({ part, what, did, why = "", fix = "" }: Look): Point {
  const how = did === "not asked" ? "" : did;
  return point({ name: part, message: joined([joined([what, how], ", "), why], ": "), fix });
}

function pathPoints({ paths }: DiagnoseReport): Point[] {
  return paths.map(({ from, to, port, verdict }) =>
    point({
      message: `${from} → ${to ?? "an address of no Redis"}${port === null ? "" : ` tcp:${port}`}: ${verdict}`,
      minor: true,
    }),
  );
}

function section(title: string, tone: Tone, noun: string, points: Point[]): Section {
  return { title, tone, noun, points, isDetail: false };
}
