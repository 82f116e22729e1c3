import { ALL_RULES, anchorOf, KINDS, type RegisteredRule, type RuleKind, rulesNamed } from "../rules/registry";
import { silenceOf } from "../rules/silence";
import { nearest } from "../text/nearest";
import { plain } from "../text/plain";
import { UsageError } from "../usage-error";
import { defineCommand } from "./command";

export const explain = defineCommand({
  summary: "what a code of a report means and what to do; without a code, which codes there are",
  inputs: {
    usage: "[CODE…]",
    least: 0,
    most: Number.POSITIVE_INFINITY,
    explanation: "a code as a report prints it, in any case, such as FIREWALL_RULE",
  },
  options: ["output"],
  exit: { 0: "explained", 2: "there is no such code" },
  run(codes) {
    const texts = codes.length === 0 ? KINDS.map(listed) : codes.flatMap(rulesOf).map(explained);
    return { text: texts.join("\n\n"), exitCode: 0 };
  },
});

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
    `there is no code ${name} - the nearest are ${nearestCodes(code).join(", ")}; lineup explain lists all of them`,
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

function nearestCodes(code: string): string[] {
  const ids = [...new Set(ALL_RULES.map(({ id }) => id))];
  return nearest(code, ids)
    .slice(0, SHOWN)
    .map(({ word }) => word);
}
