import { CAUSES } from "../causes";
import { DIAGNOSES } from "../diagnose/causes";
import { CHANGE_RULES } from "./change";
import type { Severity } from "./define";
import { DRIFT_RULES } from "./drift";
import { PLAN_RULES } from "./plan";
import { VERIFY_RULES } from "./verify";

// Every rule of every kind: docs/rules.md, `lineup explain` and SARIF ask here and nowhere else.

export const KINDS = ["cause", "verify", "change", "plan", "drift", "diagnosis"] as const;
export type RuleKind = (typeof KINDS)[number];

const RULES = {
  cause: CAUSES,
  verify: VERIFY_RULES,
  change: CHANGE_RULES,
  plan: PLAN_RULES,
  drift: DRIFT_RULES,
  diagnosis: DIAGNOSES,
} as const;

const LEVEL: Partial<Record<RuleKind, string>> = { cause: "blocked or unknown" };

/** Every id there is; another one does not compile. */
type RuleId = (typeof RULES)[RuleKind][number]["id"];

/** What is known of a rule without asking it anything. */
export interface RegisteredRule {
  kind: RuleKind;
  id: string;
  /** How bad it is, in the words of its command; undefined where that depends on what was found. */
  level: string | undefined;
  /** Asked only where --strict asks for the house rules. */
  house: boolean;
  title: string;
  help: string;
  remedy: string;
  /** The recorded case of the corpus; of a rule of verify the case has the rule's id. */
  example: string;
}

export const ALL_RULES: readonly RegisteredRule[] = KINDS.flatMap((kind) =>
  RULES[kind].map((rule) => registered(kind, rule)),
);

const byId = new Map<string, RegisteredRule[]>();
for (const rule of ALL_RULES) byId.set(rule.id, [...(byId.get(rule.id) ?? []), rule]);

/** The rule with an id. */
export function describe(id: RuleId): RegisteredRule {
  const [rule] = rulesNamed(id);
  if (!rule) throw new Error(`the rule ${id} is in the type of the registry and not in its list`);
  return rule;
}

/** Rules by an id that somebody typed or that a report holds: none, one, or one of review and one of drift. */
export function rulesNamed(id: string): readonly RegisteredRule[] {
  return byId.get(id) ?? [];
}

/** Where docs/rules.md speaks of it. */
export function anchorOf({ kind, id }: RegisteredRule): string {
  return `${kind}-${id.toLowerCase().replaceAll("_", "-")}`;
}

interface Rule {
  id: string;
  title: string;
  help: string;
  remedy: string;
  example?: string;
  severity?: Severity;
  house?: true;
  level?: string;
}

function registered(kind: RuleKind, rule: Rule): RegisteredRule {
  const { id, title, help, remedy, example, severity, house, level } = rule;
  const known = { kind, id, level: severity ?? level ?? LEVEL[kind], house: house === true };
  return { ...known, title, help, remedy, example: example ?? id };
}
