import { routeNames, shortName } from "../reachability/names";
import type { ReportedCause } from "../reachability/public-path";
import { plain } from "../text/plain";
import { count } from "../text/words";
import type { Topology } from "../topology/model";
import { type NotJudged, together } from "../topology/other-callers";
import type { Verdict } from "../verify";
import { assumptionsSection, relying } from "./assumptions";
import type { ReportedFinding, ReportedInput, ReportedPath, Severity, VerifyReport } from "./contract";
import type { Drawn } from "./network-picture";
import { besides, notJudgedRemarks } from "./not-judged";
import {
  type Headline,
  point,
  type Remark,
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
export function ofVerify(
  report: VerifyReport,
  nameOf: NameOf = shortName,
  networks: readonly (Drawn | undefined)[] = [],
): Report {
  return {
    command: "lineup verify",
    headline: { ...WORDS[report.verdict], sentence: summary(report) },
    parts: report.inputs.map((input, index) => partOf(input, (address) => nameOf(address, index), networks[index])),
  };
}

function partOf(input: ReportedInput, nameOf: (address: string) => string, network: Drawn | undefined): ReportPart {
  const { file, kind, verdict, paths, findings, withoutPath, notJudged } = input;
  const headline: Headline = { ...WORDS[verdict], sentence: pathsInWords(paths, verdict, notJudged) };
  const names = withoutPath.map(nameOf);
  return {
    file,
    about: KINDS[kind],
    headline,
    routes: paths.map(routeOf),
    snapshots: network ? [{ ...network, title: "" }] : [],
    unknown: [],
    sections: sectionsOf(
      ...SEVERITIES.map((one) => findingsSection(findings, one)),
      assumptionsSection(whatTheyRestOn(arriving(paths))),
    ),
    remarks: [
      ...(names.length === 0 ? [] : [{ text: "no declared path to a Redis:", names, minor: true }]),
      ...notJudgedRemarks(notJudged),
      ...(paths.length === 0 ? questionRemark(withoutPath, network) : []),
    ],
  };
}

/** Where nothing is declared, what can be asked all the same. */
function questionRemark([from]: readonly string[], network: Drawn | undefined): Remark[] {
  const to = network?.topology.targets[0]?.address;
  if (from === undefined || to === undefined) return [];
  return [{ text: "to judge a path that is not declared:", names: [`--from ${from} --to ${to}`], minor: true }];
}

function routeOf(path: ReportedPath): Route {
  const { from, to, port, verdict, causes, undecided } = path;
  const cause = (level: "error" | "warning") => (one: ReportedCause) => causePoint(one, level, [to ?? ""]);
  return {
    from,
    to,
    ...routeNames(path),
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

/** What is about these paths alone first. */
function whatTheyRestOn(paths: readonly ReportedPath[]): string[] {
  return [...paths.flatMap(({ reliesOn }) => reliesOn), ...paths.flatMap(({ assumptions }) => assumptions)];
}

function arriving(paths: readonly ReportedPath[]): ReportedPath[] {
  return paths.filter(({ verdict }) => verdict === "reachable");
}

/** "2 of 5 paths are cut, 1 is unknown, 2 arrive"; where a part is not judged, never "all". */
function pathsInWords(paths: readonly ReportedPath[], verdict: Verdict, notJudged?: readonly NotJudged[]): string {
  const having = (verdict: Verdict) => paths.filter((path) => path.verdict === verdict).length;
  const [blocked, unknown, reachable] = [having("blocked"), having("unknown"), having("reachable")];
  const all = count(paths.length, "path");
  const unread = verdict === "unknown" && unknown === 0 ? ", but a part of this input could not be read" : "";
  const on = relying(arriving(paths));
  const rest = `${unread}${besides(notJudged)}`;
  if (paths.length === 0) return `no service here declares a path to a Redis${rest}`;
  const one = rest === "" ? "the only path" : "1 path";
  const every = rest !== "" ? all : paths.length === 2 ? "both paths" : `all ${all}`;
  const same = (single: string, several: string) =>
    `${paths.length === 1 ? `${one} ${single}` : `${every} ${several}`}${rest}`;
  if (reachable === paths.length) return same(`arrives${on}`, `arrive${on}`);
  if (blocked === paths.length) return same("is cut", "are cut");
  if (unknown === paths.length) return same("is unknown", "are unknown");
  const said = joined(
    [
      blocked > 0 ? `${blocked} of ${all} ${blocked === 1 ? "is" : "are"} cut` : "",
      unknown > 0 ? `${unknown}${blocked > 0 ? "" : ` of ${all}`} ${unknown === 1 ? "is" : "are"} unknown` : "",
      reachable > 0 ? `${reachable} ${reachable === 1 ? "arrives" : "arrive"}${on}` : "",
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
    SEVERITIES.map(({ severity }) => {
      const number = found.filter((one) => one.severity === severity).length;
      return number === 0 ? "" : count(number, severity);
    }),
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
