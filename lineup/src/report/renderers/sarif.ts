import { createHash } from "node:crypto";
import type { Source } from "../../sources";
import { plain, visibleJson } from "../../text/plain";
import { version } from "../../version";
import { describe } from "../describe";
import { explainedAt, HOMEPAGE } from "../homepage";
import {
  type Alert,
  type AlertLevel,
  type Point,
  placeText,
  type Report,
  type ReportPart,
  type Route,
} from "../report";
import { relativeUri } from "../uri";
import { joined } from "../words";

const SENTENCE = 400;
const SHOWN_CALLERS = 3;

/** One alert of code scanning. */
interface Scanned {
  alert: Alert;
  point: Point;
  text: string;
  file: string;
}

const DRIVER = { name: "lineup", version, semanticVersion: version, informationUri: HOMEPAGE };

/** SARIF 2.1.0, for code scanning. */
export function renderSarif({ parts }: Report): string {
  const scanned = parts.flatMap((part) => [...pathAlerts(part), ...pointAlerts(part)]);
  const rules = rulesOf(scanned);
  const ids = rules.map(({ id }) => id);
  const seen = new Map<string, number>();
  const results = scanned.map((one) => ({
    ruleId: idOf(one.alert.rule),
    ruleIndex: ids.indexOf(idOf(one.alert.rule)),
    level: one.alert.level,
    message: { text: messageText(one.text) },
    locations: [locationOf(one)],
    partialFingerprints: { "lineup/v1": fingerprint(one, seen) },
  }));
  return visibleJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { ...DRIVER, rules } }, columnKind: "utf16CodeUnits", results }],
  });
}

/** A cause that cuts several callers off from one Redis is one alert that names them all. */
function pathAlerts({ file, routes }: ReportPart): Scanned[] {
  const found = new Map<string, { alert: Alert; point: Point; route: Route; callers: Set<string> }>();
  for (const route of routes) {
    for (const point of [...route.causes, ...route.undecided]) {
      const { alert, message } = point;
      if (!alert) continue;
      const key = JSON.stringify([alert, message]);
      const entry = found.get(key) ?? { alert, point, route, callers: new Set() };
      entry.callers.add(route.from);
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ alert, point, route, callers }) => ({
    alert,
    point,
    text: `${pathText(alert, route, [...callers])}. ${statement(point)}`,
    file,
  }));
}

function pathText({ level }: Alert, { to, when }: Route, callers: readonly string[]): string {
  const more = callers.length - SHOWN_CALLERS;
  const who = `${callers.slice(0, SHOWN_CALLERS).map(short).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const whom = `${to === null || to === "" ? "a Redis" : short(to)}${when === "" ? "" : ` ${when}`}`;
  return level === "error" ? `${who} cannot reach ${whom}` : `It is unknown whether ${who} can reach ${whom}`;
}

function pointAlerts({ file, unknown, sections }: ReportPart): Scanned[] {
  return [...sections.flatMap(({ points }) => points), ...unknown].flatMap((point) =>
    point.alert ? [{ alert: point.alert, point, text: statement(point), file }] : [],
  );
}

function statement({ place, aside, message, because, fix }: Point): string {
  const parts = [
    [place ? short(placeText(place)) : "", plain(aside, SENTENCE), plain(message, SENTENCE)]
      .filter((part) => part !== "")
      .join(": "),
    because === "" ? "" : `Because: ${plain(because, SENTENCE)}`,
    fix === "" ? "" : `Fix: ${plain(fix, SENTENCE)}`,
  ];
  return (
    parts
      .filter((part) => part !== "")
      .map((part) => `${part}.`)
      .join(" ") || "(no message)"
  );
}

function short(address: string): string {
  return plain(address);
}

/** In a message `[x](y)` is a link and `{0}` a hole. */
export function messageText(text: string): string {
  return text
    .replace(/\$\{([^{}]*)\}/g, "$1")
    .replaceAll("](", "] (")
    .replace(/[{}]/g, (brace) => brace + brace);
}

const WORST_FIRST: AlertLevel[] = ["error", "warning", "note", "none"];

/** Every rule that something is said of, at the worst level that it has here. */
function rulesOf(scanned: readonly Scanned[]) {
  const levels = new Map<string, AlertLevel>();
  const worstLast = [...scanned].sort(
    (a, b) => WORST_FIRST.indexOf(b.alert.level) - WORST_FIRST.indexOf(a.alert.level),
  );
  for (const { alert } of worstLast) levels.set(idOf(alert.rule), alert.level);
  return [...levels.keys()].sort().map((id) => {
    const { title, help, remedy, anchor } = describe(id);
    const defaultConfiguration = { level: levels.get(id) ?? "warning" };
    const text = joined([help, remedy], " ");
    return {
      id,
      shortDescription: { text: title },
      help: { text },
      helpUri: explainedAt(anchor),
      defaultConfiguration,
    };
  });
}

function idOf(rule: string): string {
  return plain(rule) || "unnamed";
}

function locationOf({ point, file }: Scanned) {
  const { address, source } = point.place ?? { address: "", source: undefined };
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(source?.file ?? file), uriBaseId: "%SRCROOT%" },
      // Code scanning shows nothing without a line, and JSON from Terraform has none worth showing.
      region: { startLine: lineOf(source) },
    },
    logicalLocations: [{ fullyQualifiedName: plain(address) || "(no address)", kind: "resource" }],
  };
}

function lineOf(source: Source | undefined): number {
  return source && Number.isSafeInteger(source.line) && source.line > 0 ? source.line : 1;
}

/** The same alert tomorrow, whatever its words, its line and its place in the report are then. */
function fingerprint({ alert, file }: Scanned, seen: Map<string, number>): string {
  const hash = createHash("sha256").update(JSON.stringify(alert.identity)).digest("hex");
  const occurrence = (seen.get(`${file}\n${hash}`) ?? 0) + 1;
  seen.set(`${file}\n${hash}`, occurrence);
  return `${hash}:${occurrence}`;
}
