import type { ReportedCause } from "../reachability/public-path";
import { plain } from "../text/plain";
import { count } from "../text/words";
import type { Topology } from "../topology/model";
import { type NotJudged, together } from "../topology/other-callers";
import type { Verdict } from "../verify";
import type { ReportedFinding, ReportedInput, ReportedPath, Severity, VerifyReport } from "./contract";
import { shortName } from "./hops";
import { besides, notJudgedRemarks } from "./not-judged";
import {
  type Headline,
  point,
  type Report,
  type ReportPart,
  type Route,
  type Section,
  sectionsOf,
  type Tone,
} from "./report";
import { joined, KINDS } from "./words";

const WORDS: Record<Verdict, { word: string; tone: Tone }> = {
  blocked: { word: "BLOCKED", tone: "bad" },
  unknown: { word: "UNKNOWN", tone: "unknown" },
  reachable: { word: "REACHABLE", tone: "good" },
  none: { word: "NOTHING TO JUDGE", tone: "neutral" },
};

const SEVERITIES: { severity: Severity; title: string; tone: Tone }[] = [
  { severity: "error", title: "Errors", tone: "bad" },
  { severity: "warning", title: "Warnings", tone: "warning" },
  { severity: "note", title: "Notes", tone: "neutral" },
];

/** What a caller is called in the input of that number. */
type NameOf = (address: string, input: number) => string;

/** Their names, where they are known. */
export function namesIn(topologies: readonly Topology[]): NameOf {
  const names = topologies.map(({ services }) => new Map(services.map(({ address, name }) => [address, name])));
  return (address, input) => {
    const name = names[input]?.get(address);
    return typeof name === "string" ? name : shortName(address);
  };
}

/** What `lineup verify` has to say. */
export function ofVerify(report: VerifyReport, nameOf: NameOf = shortName): Report {
  return {
    command: "lineup verify",
    headline: { ...WORDS[report.verdict], sentence: summary(report) },
    parts: report.inputs.map((input, index) => partOf(input, (address) => nameOf(address, index))),
  };
}

function partOf(input: ReportedInput, nameOf: (address: string) => string): ReportPart {
  const { file, kind, verdict, paths, findings, withoutPath, notJudged } = input;
  const headline: Headline = { ...WORDS[verdict], sentence: pathsInWords(paths, verdict, notJudged) };
  const names = withoutPath.map(nameOf);
  return {
    file,
    about: KINDS[kind],
    headline,
    routes: paths.map(routeOf),
    unknown: [],
    sections: sectionsOf(...SEVERITIES.map((one) => findingsSection(findings, one)), assumptionsSection(paths)),
    remarks: [
      ...(names.length === 0 ? [] : [{ text: "no declared path to a Redis:", names, minor: true }]),
      ...notJudgedRemarks(notJudged),
    ],
  };
}

function routeOf(path: ReportedPath): Route {
  const { from, to, port, verdict, causes, undecided } = path;
  const cause = (level: "error" | "warning") => (one: ReportedCause) => causePoint(one, level, [to ?? ""]);
  return {
    from,
    to,
    port,
    previousFrom: undefined,
    state: verdict,
    outcome: "",
    when: "",
    traced: path,
    causes: causes.map(cause(verdict === "blocked" ? "error" : "warning")),
    undecided: undecided.map(cause("warning")),
  };
}

/** A cause as a point; `of` is what tells its alert apart from that of the same cause elsewhere. */
export function causePoint(cause: ReportedCause, level: "error" | "warning", of: readonly string[]) {
  const { code, address, attribute, message, fix, source } = cause;
  const alert = { rule: code, level, identity: [code, address, attribute, ...of] };
  return point({ place: { address, attribute, source }, name: code, message, fix, alert });
}

function findingsSection(
  findings: readonly ReportedFinding[],
  { severity, title, tone }: (typeof SEVERITIES)[number],
): Section {
  const points = findings
    .filter((finding) => finding.severity === severity)
    .map(({ rule, address, attribute, message, fix, source }) => {
      const alert = { rule, level: severity, identity: [rule, address, attribute, ""] };
      const place = { address, attribute, source };
      return point({ place, name: rule, message, fix, alert, minor: severity === "note" });
    });
  return { title, tone, noun: severity, points, isDetail: severity !== "error" };
}

/** What reachable paths rest on, once each. */
/** What the paths that arrive rely on. */
function assumptionsOf(paths: readonly ReportedPath[]): Set<string> {
  return new Set(paths.filter(({ verdict }) => verdict === "reachable").flatMap((path) => path.assumptions));
}

function assumptionsSection(paths: readonly ReportedPath[]): Section {
  const assumptions = assumptionsOf(paths);
  const points = [...assumptions].map((message) => point({ message, minor: true }));
  return { title: "Assumptions", tone: "neutral", noun: "assumption", points, isDetail: true };
}

/** "2 of 5 paths are cut, 1 is unknown, 2 arrive"; where a part is not judged, never "all". */
function pathsInWords(paths: readonly ReportedPath[], verdict: Verdict, notJudged?: readonly NotJudged[]): string {
  const having = (verdict: Verdict) => paths.filter((path) => path.verdict === verdict).length;
  const [blocked, unknown, reachable] = [having("blocked"), having("unknown"), having("reachable")];
  const all = count(paths.length, "path");
  const unread = verdict === "unknown" && unknown === 0 ? ", but a part of this input could not be read" : "";
  const rest = `${unread}${besides(notJudged)}`;
  if (paths.length === 0) return `no service here declares a path to a Redis${rest}`;
  const one = rest === "" ? "the only path" : "1 path";
  const every = rest !== "" ? all : paths.length === 2 ? "both paths" : `all ${all}`;
  const same = (single: string, several: string) =>
    `${paths.length === 1 ? `${one} ${single}` : `${every} ${several}`}${rest}`;
  if (reachable === paths.length) return same("arrives", "arrive");
  if (blocked === paths.length) return same("is cut", "are cut");
  if (unknown === paths.length) return same("is unknown", "are unknown");
  const said = joined(
    [
      blocked > 0 ? `${blocked} of ${all} ${blocked === 1 ? "is" : "are"} cut` : "",
      unknown > 0 ? `${unknown}${blocked > 0 ? "" : ` of ${all}`} ${unknown === 1 ? "is" : "are"} unknown` : "",
      reachable > 0 ? `${reachable} ${reachable === 1 ? "arrives" : "arrive"}` : "",
    ],
    ", ",
  );
  return `${said}${rest}`;
}

/** What the whole report comes to, after its verdict. */
function summary({ inputs, verdict }: VerifyReport): string {
  const paths = inputs.flatMap((input) => input.paths);
  const found = inputs.flatMap((input) => input.findings);
  const besides = joined(
    [
      ...SEVERITIES.map(({ severity }) => ({
        word: severity,
        number: found.filter((one) => one.severity === severity).length,
      })),
      { word: "assumption", number: assumptionsOf(paths).size },
    ].map(({ word, number }) => (number === 0 ? "" : count(number, word))),
    ", ",
  );
  const where = inputs.length > 1 ? ` (${inputs.length} inputs)` : "";
  const silent = inputs.filter((input) => input.verdict === "none");
  const [only] = silent;
  const named = silent.length === 1 && only ? `${plain(only.file)} has` : `${silent.length} of them have`;
  const without = verdict === "none" && paths.length > 0 ? `, and ${named} none` : "";
  const notJudged = inputs.flatMap((input) => input.notJudged ?? []);
  return `${pathsInWords(paths, verdict, together(notJudged))}${where}${without}${besides === "" ? "" : `. Besides: ${besides}`}`;
}
