import type { Drifted, DriftedPath, DriftReport, DriftVerdict, Unmanaged } from "../drift/model";
import { groupedBy } from "../grouping";
import { routeNames } from "../reachability/names";
import type { Tier } from "../rules/define";
import { plain } from "../text/plain";
import { withoutKey } from "../values";
import { driftSummary, isFirstPlan } from "./drift-summary";
import { distinct } from "./names";
import type { Drawn } from "./network-picture";
import { besides, notJudgedRemarks } from "./not-judged";
import {
  type AlertLevel,
  placeText,
  point,
  type Remark,
  type Report,
  type Route,
  type Section,
  sectionsOf,
  type Tone,
} from "./report";
import { joined } from "./words";

const WORDS: Record<DriftVerdict, { word: string; tone: Tone }> = {
  clean: { word: "CLEAN", tone: "good" },
  benign: { word: "BENIGN DRIFT", tone: "good" },
  weakens: { word: "DRIFT WEAKENS", tone: "warning" },
  breaks: { word: "BROKEN", tone: "bad" },
  unknown: { word: "UNKNOWN", tone: "unknown" },
};

const TIERS: { tier: Tier; title: string; tone: Tone; minor: boolean }[] = [
  { tier: "breaks", title: "Breaks a path, or what a path depends on", tone: "bad", minor: false },
  { tier: "weakens", title: "Allows more than before", tone: "warning", minor: false },
  { tier: "benign", title: "Touches no path", tone: "neutral", minor: true },
  { tier: "noise", title: "Noise", tone: "neutral", minor: true },
];

const LEVELS: Record<Unmanaged["tier"] | Tier, AlertLevel> = {
  breaks: "error",
  weakens: "warning",
  benign: "note",
  noise: "none",
  unknown: "warning",
};

/** Noise is counted; it is listed where somebody asks for it. */
export function withoutNoise(report: DriftReport): DriftReport {
  return { ...report, drifted: report.drifted.filter(({ tier }) => tier !== "noise") };
}

/** What `lineup drift` has to say. */
export function ofDrift(report: DriftReport, [written, now]: readonly Drawn[] = []): Report {
  const { verdict, file, drifted, proof } = report;
  const headline = { ...WORDS[verdict], sentence: `${driftSummary(report)}${besides(report.notJudged)}` };
  const isBlamed = drifted.some(({ tier }) => tier === "breaks");
  const part = {
    file,
    about: "",
    headline: { ...headline, sentence: "" },
    routes: distinct(report.paths.map((path) => routeOf(path, isBlamed))),
    snapshots: [
      ...(written ? [{ ...written, title: "at the last apply" }] : []),
      ...(now ? [{ ...now, title: "now" }] : []),
    ],
    unknown: report.unknown.map((message) =>
      point({ message, alert: alertOf("UNKNOWN", "warning", "", `${message}.`) }),
    ),
    sections: sectionsOf(
      ...TIERS.map(({ tier, title, tone, minor }) => ({
        title,
        tone,
        noun: "difference",
        points: drifted.filter((one) => one.tier === tier).map((one) => ({ ...driftedPoint(one), minor })),
        isDetail: false,
      })),
      unmanagedSection(report),
      pinsSection(report),
      exceptionsSection(report),
      listSection(
        "Accepted by an exception",
        "difference",
        report.excepted.map((one) => ({ ...driftedPoint(one), alert: undefined, minor: true })),
      ),
      pendingSection(report),
    ),
    // Without proof the same is said among what is unknown.
    remarks: [
      ...(proof.by === "none" ? [] : [{ text: proof.why, names: [], minor: true }]),
      ...firstPlanRemarks(report),
      ...notJudgedRemarks(report.notJudged),
    ],
  };
  return { command: "lineup drift", headline, parts: [part] };
}

function pendingSection(report: DriftReport): Section {
  const listed = isFirstPlan(report) ? [] : report.pending;
  const points = listed.map(({ address, actions }) =>
    point({
      place: { address, attribute: "", source: undefined },
      aside: actions.join(", "),
      message: "",
      minor: true,
    }),
  );
  return listSection("Planned but not deployed yet (not drift)", "resource", points);
}

/** Where nothing is deployed, everything is planned: what of is enough. */
function firstPlanRemarks(report: DriftReport): Remark[] {
  if (!isFirstPlan(report)) return [];
  const types = groupedBy(report.pending, ({ address }) => withoutKey(address).split(".").at(-2) ?? address);
  const names = [...types]
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([type, { length }]) => (length === 1 ? type : `${length} ${type}`));
  return [{ text: `planned and not deployed yet (${report.pending.length}):`, names, minor: true }];
}

function listSection(title: string, noun: string, points: Section["points"]): Section {
  return { title, tone: "neutral", noun, points, isDetail: false };
}

/** The identity holds what stood before the first colon of the message in lineup/v1: changing it reopens alerts. */
function alertOf(rule: string, level: AlertLevel, address: string, text: string) {
  return { rule, level, identity: [rule, address, /^[^:]*/.exec(plain(text, 10_000))?.[0] ?? ""] };
}

const STATES: Record<DriftedPath["now"], string> = {
  reachable: "reachable",
  blocked: "blocked",
  unknown: "unknown",
  absent: "not declared",
};

function routeOf(path: DriftedPath, isBlamed: boolean): Route {
  const { from, to, port, written, now, causes } = path;
  return {
    from,
    to,
    ...routeNames(path),
    port,
    previousFrom: undefined,
    state: now,
    outcome: written === now ? STATES[now] : `${STATES[now]} now, ${STATES[written]} at the last apply`,
    when: "",
    traced: undefined,
    causes: causes.map(({ code, address, attribute, message, fix, source }) => {
      // A path that is cut though nothing happened: it was written so.
      const isAlert = now === "blocked" && !isBlamed;
      const alert = alertOf("PATH_BROKEN", "error", address, `${plain(from)} does not reach its Redis`);
      const place = { address, attribute, source };
      return point({ place, name: code, message, fix, alert: isAlert ? alert : undefined });
    }),
    undecided: [],
  };
}

function driftedPoint(one: Drifted) {
  const { code, tier, address, attribute, message, repair, source } = one;
  return point({
    place: { address, attribute, source },
    aside: changeText(one),
    name: code,
    message,
    fix: repair,
    alert: alertOf(code, LEVELS[tier], address, plain(placeText({ address, attribute }))),
  });
}

/** `10.166.204.83 → 10.107.0.3`; nothing where nothing may be shown. */
function changeText({ before, after, attribute }: Drifted): string {
  if (attribute === "") return "gone";
  if (before === "(changed)" || after === "(changed)") return "(changed)";
  return `${before ?? "nothing"} → ${after ?? "nothing"}`;
}

function unmanagedSection({ unmanaged }: DriftReport): Section {
  const points = unmanaged.map(({ kind, name, tier, message }) =>
    point({
      place: { address: `${plain(kind)} ${plain(name)}`, attribute: "", source: undefined },
      aside: tier,
      name: "UNMANAGED",
      message,
      minor: tier === "benign",
      alert: {
        ...alertOf("UNMANAGED", LEVELS[tier], `${kind}.${name}`, `${plain(kind)} ${plain(name)}, which nobody manages`),
      },
    }),
  );
  return listSection("Not managed by Terraform", "resource", points);
}

function pinsSection({ pins = [] }: DriftReport): Section {
  const points = pins.map(({ service, message, fix }) =>
    point({ message, fix, alert: alertOf("PIN_ENDS", "warning", service, `${plain(service)} is pinned`) }),
  );
  return { ...listSection("Pins that end", "pin", points), tone: "warning" };
}

/** What silences something says so there; here is what should and does not. */
function exceptionsSection({ exceptions }: DriftReport): Section {
  const points = exceptions
    .filter(({ status }) => status !== "used")
    .map(({ address, attribute, code, reason, message }) => {
      const about = joined([placeText({ address, attribute }), code], " ");
      const alert = alertOf("EXCEPTION", "warning", address, `${about} (${reason})`);
      const place = { address, attribute, source: undefined };
      return point({ place, name: code, message: `${message} (${reason})`, alert });
    });
  return listSection("Exceptions without effect", "exception", points);
}
