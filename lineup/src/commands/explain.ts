import type { Printed } from "../commands";
import { UsageError } from "../options";
import { plain } from "../report/plain";
import { ALL_RULES, anchorOf, KINDS, type RegisteredRule, type RuleKind, rulesNamed } from "../rules/registry";
import { silenceOf } from "../rules/silence";

/** `lineup explain CODE…` says what codes mean; without a code, which there are. */
export function explain({ inputs }: { inputs: readonly string[] }): Printed {
  if (inputs.length === 0) return { text: KINDS.map(listed).join("\n\n"), exitCode: 0 };
  return { text: inputs.flatMap(rulesOf).map(explained).join("\n\n"), exitCode: 0 };
}

const HEADINGS: Record<RuleKind, string> = {
  cause: "Causes: why a path is blocked or unknown",
  verify: "lineup verify: what else is wrong with an input",
  change: "lineup review: what a plan does",
  plan: "lineup review: the plan as a whole, and where services find their Redis",
  drift: "lineup drift: what was changed outside Terraform",
};

const COMMANDS: Record<RuleKind, string> = {
  cause: "cause",
  verify: "lineup verify",
  change: "lineup review and drift",
  plan: "lineup review",
  drift: "lineup drift",
};

function listed(kind: RuleKind): string {
  const rules = ALL_RULES.filter((rule) => rule.kind === kind);
  const width = Math.max(...rules.map(({ id }) => id.length));
  return [HEADINGS[kind], ...rules.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`)].join("\n");
}

/** Codes are found in any case: people copy them from documents and type them. */
function rulesOf(code: string): readonly RegisteredRule[] {
  const found = [code, code.toUpperCase(), code.toLowerCase()].map(rulesNamed).find(({ length }) => length > 0);
  if (found) return found;
  const name = JSON.stringify(plain(code));
  throw new UsageError(
    `there is no code ${name} - the nearest are ${nearest(code).join(", ")}; lineup explain lists all of them`,
  );
}

function explained(rule: RegisteredRule): string {
  const { kind, id, level, title, help, remedy } = rule;
  return [
    `${id} (${COMMANDS[kind]}${level ? `, ${level}` : ""})`,
    `  ${title}.`,
    "",
    ...folded(help),
    ...(remedy === "" ? [] : ["", ...folded(`Fix: ${remedy}`)]),
    "",
    ...folded(`Silence: ${silenceOf(rule).replaceAll("`", "")}`),
    `  Example: docs/rules.md#${anchorOf(rule)}`,
  ].join("\n");
}

const WIDTH = 78;

/** Lines that fit a narrow terminal. */
function folded(text: string): string[] {
  const lines: string[] = [];
  let line = " ";
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > WIDTH && line.trim() !== "") {
      lines.push(line);
      line = " ";
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

const SHOWN = 3;

function nearest(code: string): string[] {
  const wanted = code.toUpperCase().replaceAll("-", "_");
  return [...new Set(ALL_RULES.map(({ id }) => id))]
    .map((id) => ({ id, distance: distance(wanted, id.toUpperCase().replaceAll("-", "_")) }))
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ id }) => id);
}

/** How many letters have to be added, removed or changed; a name of any length counts by its beginning. */
function distance(typed: string, known: string): number {
  const word = typed.slice(0, 100);
  let row = Array.from({ length: known.length + 1 }, (_, index) => index);
  for (let i = 1; i <= word.length; i++) {
    const next = [i];
    for (let j = 1; j <= known.length; j++) {
      const changed = (row[j - 1] ?? 0) + Number(word[i - 1] !== known[j - 1]);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[known.length] ?? 0;
}
