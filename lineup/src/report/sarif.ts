import { createHash } from "node:crypto";
import type { Finding, ReportedCause, ReportedInput, ReportedPath, Severity, Source, VerifyReport } from "./contract";
import { plain, visibleJson } from "./plain";
import { placeText } from "./points";
import { RuleList } from "./sarif-rules";
import { relativeUri } from "./uri";

const SENTENCE = 400;

/** SARIF 2.1.0, for code scanning: what cuts a path is an error there, and what cannot be told is a warning. */
export function renderSarif(report: VerifyReport): string {
  const rules = new RuleList(report);
  const seen = new Map<string, number>();
  const results = report.inputs
    .flatMap((input) => [...pathResults(input), ...findingResults(input)])
    .map((said) => result(said, rules, seen));
  return visibleJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "lineup", rules: rules.descriptors } }, columnKind: "utf16CodeUnits", results }],
  });
}

/** One thing that is said, in either command's words. */
export interface Said {
  rule: string;
  level: Severity;
  address: string;
  attribute: string;
  to: string;
  text: string;
  file: string;
  source: Source | undefined;
}

/** A cause that cuts several services off from one Redis is one result that names them all. */
function pathResults({ file, paths }: ReportedInput): Said[] {
  const found = new Map<string, { said: Omit<Said, "text">; cause: ReportedCause; from: Set<string> }>();
  const add = (path: ReportedPath, level: Severity, causes: readonly ReportedCause[]) => {
    for (const cause of causes) {
      const { code, address, attribute, message, source } = cause;
      const key = JSON.stringify([level, code, address, attribute, path.to, message]);
      const said = { rule: code, level, address, attribute, to: path.to ?? "", file, source };
      const entry = found.get(key) ?? { said, cause, from: new Set() };
      entry.from.add(path.from);
      found.set(key, entry);
    }
  };
  for (const path of paths) {
    add(path, path.verdict === "blocked" ? "error" : "warning", path.causes);
    add(path, "warning", path.undecided);
  }
  return [...found.values()].map(({ said, cause, from }) => ({ ...said, text: pathText(said, cause, [...from]) }));
}

const SHOWN_SERVICES = 3;

function pathText({ level, to }: Omit<Said, "text">, cause: ReportedCause, from: readonly string[]): string {
  const more = from.length - SHOWN_SERVICES;
  const who = `${from.slice(0, SHOWN_SERVICES).map(short).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const whom = to === "" ? "a Redis" : short(to);
  const verdict = level === "error" ? `${who} cannot reach ${whom}` : `Whether ${who} can reach ${whom} cannot be told`;
  return `${verdict}. ${statement(cause)}`;
}

function findingResults({ file, findings }: ReportedInput): Said[] {
  return findings.map((finding) => ({
    rule: finding.rule,
    level: finding.severity,
    address: finding.address,
    attribute: finding.attribute,
    to: "",
    text: statement(finding),
    file,
    source: finding.source,
  }));
}

function statement(about: Pick<Finding, "address" | "attribute" | "message" | "fix">): string {
  const fix = about.fix === "" ? "" : ` Fix: ${plain(about.fix, SENTENCE)}.`;
  return `${short(placeText(about))}: ${plain(about.message, SENTENCE)}.${fix}`;
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

export function result(said: Said, rules: Pick<RuleList, "of">, seen: Map<string, number>) {
  const { rule, level, address, attribute, to, text, file, source } = said;
  const hash = createHash("sha256")
    .update(JSON.stringify([rule, address, attribute, to]))
    .digest("hex");
  const occurrence = (seen.get(`${file}\n${hash}`) ?? 0) + 1;
  seen.set(`${file}\n${hash}`, occurrence);
  return {
    ...rules.of(rule),
    level,
    message: { text: messageText(text) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: relativeUri(source?.file ?? file), uriBaseId: "%SRCROOT%" },
          // Code scanning shows nothing without a line, and JSON from Terraform has none worth showing.
          region: { startLine: lineOf(source) },
        },
        logicalLocations: [{ fullyQualifiedName: plain(address) || "(no address)", kind: "resource" }],
      },
    ],
    partialFingerprints: { "lineup/v1": `${hash}:${occurrence}` },
  };
}

function lineOf(source: Source | undefined): number {
  return source && Number.isSafeInteger(source.line) && source.line > 0 ? source.line : 1;
}
