import { CAUSES, describeCause } from "../rules/cause";
import type { Description } from "../rules/define";
import type { ReportedFinding, Severity, VerifyReport } from "./contract";
import { plain } from "./plain";
import { RULES } from "./rules";

interface Descriptor {
  id: string;
  shortDescription: { text: string };
  help: { text: string };
  defaultConfiguration: { level: Severity };
}

const OPEN = new Set(["UNRESOLVED_REFERENCE", "UNEVALUATED_POLICY"]);

/** Every code there is, and every rule that found something, each under one index. */
export class RuleList {
  readonly descriptors: Descriptor[] = [];
  private readonly indexes = new Map<string, number>();

  constructor({ inputs }: VerifyReport) {
    for (const { id } of CAUSES) this.add(id, describe(id), OPEN.has(id) ? "warning" : "error");
    const findings = inputs.flatMap((input) => input.findings).sort(byRule);
    for (const { rule, severity } of findings) this.add(rule, describe(rule), severity);
  }

  /** What a result says of its rule. */
  of(rule: string): { ruleId: string; ruleIndex: number } {
    return { ruleId: idOf(rule), ruleIndex: this.indexes.get(idOf(rule)) ?? -1 };
  }

  private add(rule: string, { title, help }: Description, level: Severity): void {
    const id = idOf(rule);
    if (this.indexes.has(id)) return;
    this.indexes.set(id, this.descriptors.length);
    const defaultConfiguration = { level };
    this.descriptors.push({ id, shortDescription: { text: title }, help: { text: help }, defaultConfiguration });
  }
}

function idOf(rule: string): string {
  return plain(rule) || "unnamed";
}

function describe(rule: string): Description {
  const known = describeCause(rule) ?? (Object.hasOwn(RULES, rule) ? RULES[rule] : undefined);
  return (
    known ?? { title: idOf(rule).replaceAll("-", " "), help: "Each result says what was found and how to repair it." }
  );
}

function byRule(a: ReportedFinding, b: ReportedFinding): number {
  return a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0;
}
