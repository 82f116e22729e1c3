import { plain, visibleJson } from "../../report/plain";
import { placeText } from "../../report/points";
import { result, type Said } from "../../report/sarif";
import type { Description } from "../../rules/define";
import { rulesNamed } from "../../rules/registry";
import type { Level, ReviewedPath, ReviewReport, Risk } from "../contract";
import { RISKS } from "./codes";
import { becauseInWords } from "./words";

const SENTENCE = 400;
const SEVERITIES: Record<Level, Said["level"]> = { danger: "error", caution: "warning", note: "note" };

/** SARIF 2.1.0, for code scanning: what cuts a path and what is dangerous is an error there. */
export function renderReviewSarif(report: ReviewReport): string {
  const said = [
    ...report.paths.flatMap((path) => pathResults(path, report.plan.file)),
    ...report.risks.map((risk) => riskResult(risk, report.plan.file)),
    ...report.undecided.map((open) => ({
      ...nothing(report.plan.file),
      rule: "UNRESOLVED_REFERENCE",
      level: "warning" as const,
      address: open.address,
      text: `${plain(open.address)}: ${plain(open.message, SENTENCE)}.`,
      source: open.source,
    })),
  ];
  const rules = new Rules(said);
  const seen = new Map<string, number>();
  const results = said.map((one) => result(one, rules, seen));
  const driver = { name: "lineup", rules: rules.descriptors };
  return visibleJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  });
}

function nothing(file: string): Pick<Said, "attribute" | "to" | "file" | "source"> {
  return { attribute: "", to: "", file, source: undefined };
}

function pathResults({ from, to, after, causes }: ReviewedPath, file: string): Said[] {
  const blocked = after === "blocked";
  const whom = to === null ? "a Redis" : plain(to);
  const verdict = blocked
    ? `After this plan ${plain(from)} cannot reach ${whom}`
    : `Whether ${plain(from)} can reach ${whom} after this plan cannot be told`;
  return causes.map((cause) => ({
    rule: cause.code,
    level: blocked ? ("error" as const) : ("warning" as const),
    address: cause.address,
    attribute: cause.attribute,
    to: JSON.stringify([from, to]),
    text: `${verdict}. ${plain(placeText(cause))}: ${plain(cause.message, SENTENCE)}.${fixText("Fix", cause.fix)}`,
    file,
    source: cause.source,
  }));
}

function riskResult(risk: Risk, file: string): Said {
  const { level, code, address, consequence, undo, source } = risk;
  const because = becauseInWords(risk);
  const where = address === "" ? "The plan" : plain(address);
  const why = because === "" ? "" : ` Because: ${plain(because, SENTENCE)}.`;
  const text = `${where}: ${plain(consequence, SENTENCE)}.${why}${fixText("Way out", undo)}`;
  return { ...nothing(file), rule: code, level: SEVERITIES[level], address, text, source };
}

function fixText(label: string, fix: string): string {
  return fix === "" ? "" : ` ${label}: ${plain(fix, SENTENCE)}.`;
}

/** Every rule that something is said of, each under one index. */
class Rules {
  readonly descriptors;
  private readonly indexes: Map<string, number>;

  constructor(said: readonly Said[]) {
    const levels = new Map(said.map(({ rule, level }) => [idOf(rule), level]));
    const ids = [...levels.keys()].sort();
    this.indexes = new Map(ids.map((id, index) => [id, index]));
    this.descriptors = ids.map((id) => {
      const { title, help } = describe(id);
      return {
        id,
        shortDescription: { text: title },
        help: { text: help },
        defaultConfiguration: { level: levels.get(id) ?? "warning" },
      };
    });
  }

  of(rule: string): { ruleId: string; ruleIndex: number } {
    return { ruleId: idOf(rule), ruleIndex: this.indexes.get(idOf(rule)) ?? -1 };
  }
}

function idOf(rule: string): string {
  return plain(rule) || "unnamed";
}

function describe(id: string): Description {
  const known = causeNamed(id) ?? (Object.hasOwn(RISKS, id) ? RISKS[id] : undefined);
  return known ?? { title: id, help: "Each result says what was found and how to repair it." };
}

function causeNamed(id: string): Description | undefined {
  const [cause] = rulesNamed(id).filter(({ kind }) => kind === "cause");
  return cause && { title: cause.title, help: `${cause.help} ${cause.remedy}` };
}
