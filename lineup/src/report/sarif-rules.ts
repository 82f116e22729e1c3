import { ALL_RULES, anchorOf, type RegisteredRule, rulesNamed } from "../rules/registry";
import type { ReportedFinding, Severity, VerifyReport } from "./contract";
import { plain } from "./plain";

interface Descriptor {
  id: string;
  shortDescription: { text: string };
  fullDescription: { text: string };
  help: { text: string; markdown: string };
  defaultConfiguration: { level: Severity };
}

const OPEN = new Set(["UNRESOLVED_REFERENCE", "UNEVALUATED_POLICY"]);

/** Every code there is, and every rule that found something, each under one index. */
export class RuleList {
  readonly descriptors: Descriptor[] = [];
  private readonly indexes = new Map<string, number>();

  constructor({ inputs }: VerifyReport) {
    for (const { id } of ALL_RULES.filter(({ kind }) => kind === "cause")) {
      this.add(id, OPEN.has(id) ? "warning" : "error");
    }
    const findings = inputs.flatMap((input) => input.findings).sort(byRule);
    for (const { rule, severity } of findings) this.add(rule, severity);
  }

  /** What a result says of its rule. */
  of(rule: string): { ruleId: string; ruleIndex: number } {
    return { ruleId: idOf(rule), ruleIndex: this.indexes.get(idOf(rule)) ?? -1 };
  }

  private add(rule: string, level: Severity): void {
    const id = idOf(rule);
    if (this.indexes.has(id)) return;
    this.indexes.set(id, this.descriptors.length);
    const [known] = rulesNamed(rule);
    this.descriptors.push({ id, ...textsOf(known ?? unknownRule(id)), defaultConfiguration: { level } });
  }
}

/** A helpUri has to be absolute, and where the repository is published is not known: the page is named in the text. */
export function textsOf(rule: RegisteredRule): Pick<Descriptor, "shortDescription" | "fullDescription" | "help"> {
  const { title, help, remedy } = rule;
  const page = `docs/rules.md#${anchorOf(rule)}`;
  return {
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: {
      text: [help, remedy, `See ${page}.`].filter((text) => text !== "").join(" "),
      markdown: [help, remedy === "" ? "" : `**Fix**: ${remedy}`, `See \`${page}\`.`]
        .filter((text) => text !== "")
        .join("\n\n"),
    },
  };
}

function idOf(rule: string): string {
  return plain(rule) || "unnamed";
}

/** A report may come from a version that has more rules. */
function unknownRule(id: string): RegisteredRule {
  const help = "Each result says what was found and how to repair it.";
  return { kind: "verify", id, level: undefined, title: id.replaceAll("-", " "), help, remedy: "", example: "" };
}

function byRule(a: ReportedFinding, b: ReportedFinding): number {
  return a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0;
}
