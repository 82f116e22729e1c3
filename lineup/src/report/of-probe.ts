import type { Probed, ProbeFinding, ProbeReport, ProbeVerdict } from "../probe/contract";
import { count } from "../text/words";
import { detailsOf, nameOf } from "./probe-details";
import { type Point, point, type Report, type Route, type Section, sectionsOf, type Tone } from "./report";
import { joined } from "./words";

const WORDS: Record<ProbeVerdict, { word: string; tone: Tone }> = {
  blocked: { word: "BLOCKED", tone: "bad" },
  unknown: { word: "UNKNOWN", tone: "unknown" },
  reachable: { word: "REACHABLE", tone: "good" },
};

/** What `lineup probe` has to say. */
export function ofProbe(report: ProbeReport): Report {
  const { project, verdict, probes, findings } = report;
  const headline = { ...WORDS[verdict], sentence: inWords(report) };
  const part = {
    file: project,
    about: "from inside Cloud Run",
    headline,
    routes: probes.map(routeOf),
    snapshots: [],
    unknown: [],
    sections: sectionsOf(
      section("Disagreements", "bad", findingsOf(probes, isDisagreement)),
      section(
        "What it can mean",
        "warning",
        findingsOf(probes, ({ code }) => code === "PROBE_BLOCKED"),
      ),
      section("Besides", "neutral", [
        ...findings.map((one) => findingPoint(one)),
        ...findingsOf(probes, (one) => !isDisagreement(one) && one.code !== "PROBE_BLOCKED"),
      ]),
      ...probes.flatMap(detailsOf),
    ),
    remarks:
      verdict === "reachable"
        ? []
        : [{ text: "to run it again:", names: [`lineup probe --project ${project}`], minor: true }],
  };
  return { command: "lineup probe", headline, parts: [part] };
}

function inWords({ probes, findings, verdict }: ProbeReport): string {
  const having = (wanted: ProbeVerdict) => probes.filter((one) => one.verdict === wanted).length;
  const [blocked, unknown, reachable] = [having("blocked"), having("unknown"), having("reachable")];
  const all = count(probes.length, "probe");
  const unread =
    verdict === "unknown" && unknown === 0 && findings.length > 0 ? ", but some jobs could not be read" : "";
  if (reachable === probes.length)
    return `${probes.length === 1 ? "the probe reached" : `all ${all} reached`} Redis${unread}`;
  if (probes.length === 1) return blocked > 0 ? "the probe is stopped on the way" : unknownInWords(probes[0]);
  return joined(
    [
      blocked > 0 ? `${blocked} of ${all} ${blocked === 1 ? "is" : "are"} stopped on the way` : "",
      unknown > 0 ? `${unknown}${blocked > 0 ? "" : ` of ${all}`} ${unknown === 1 ? "is" : "are"} unknown` : "",
      reachable > 0 ? `${reachable} reached Redis` : "",
    ],
    ", ",
  );
}

/** Without a code it has arrived, and what is held beside it says otherwise. */
function unknownInWords(probe: Probed | undefined): string {
  return hasArrived(probe) ? "the probe arrived where another answer sees a cut" : "what a probe would find is unknown";
}

const hasArrived = (probe: Probed | undefined) => probe !== undefined && probe.code === undefined;

function outcomeOf(probe: Probed): string {
  const { verdict, phase, message, job, execution } = probe;
  if (verdict === "reachable") return message;
  if (job === null) return "there is no probe";
  const where = joined([job, execution ?? ""], ", execution ");
  if (phase !== undefined) return `stopped at ${phase}, ${where}`;
  return hasArrived(probe) ? `arrived where another answer sees a cut, ${where}` : `nothing was learned, ${where}`;
}

/** Drawn as one line: what was met stands among its causes. */
function routeOf(probe: Probed): Route {
  const { verdict, phase, code = "", message, fix = "" } = probe;
  const { host, port } = probe.result?.target ?? {};
  const cause = point({
    place: { address: nameOf(probe), attribute: "", source: undefined },
    name: joined([phase ?? "", code], " "),
    message,
    fix,
    because: "",
    isWhole: true,
    alert: { rule: "probe", level: verdict === "blocked" ? "error" : "warning", identity: ["probe", nameOf(probe)] },
  });
  return {
    from: nameOf(probe),
    to: probe.verify?.to ?? host ?? null,
    fromName: nameOf(probe),
    toName: host === undefined ? "its Redis" : `Redis at ${host}`,
    port: port ?? probe.verify?.port ?? null,
    previousFrom: undefined,
    state: verdict,
    outcome: outcomeOf(probe),
    when: "",
    traced: undefined,
    causes: verdict === "reachable" ? [] : [cause],
    undecided: [],
  };
}

function section(title: string, tone: Tone, points: Point[]): Section {
  return { title, tone, noun: "finding", points, isDetail: false };
}

function isDisagreement({ code }: ProbeFinding): boolean {
  return code === "VERIFY_DISAGREES" || code === "TRACE_DISAGREES";
}

function findingsOf(probes: readonly Probed[], wanted: (one: ProbeFinding) => boolean): Point[] {
  return probes.flatMap((probe) => probe.findings.filter(wanted).map((one) => findingPoint(one, nameOf(probe))));
}

function findingPoint({ code, message, meanings, fix }: ProbeFinding, address?: string): Point {
  const means = meanings.length === 0 ? "" : `. It can mean: ${meanings.join("; or ")}`;
  return point({
    place: address === undefined ? undefined : { address, attribute: "", source: undefined },
    name: code,
    message: `${message}${means}`,
    fix,
    isWhole: true,
  });
}
