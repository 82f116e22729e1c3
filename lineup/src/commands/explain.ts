import { PROBE_CODES, type ProbeCode, probeCodesNamed } from "../probe/codes";
import { columns, wrap } from "../report/layout";
import { ALL_RULES, anchorOf, KINDS, type RegisteredRule, type RuleKind, rulesNamed } from "../rules/registry";
import { silenceOf } from "../rules/silence";
import { ascii } from "../terminal";
import { nearest } from "../text/nearest";
import { plain } from "../text/plain";
import { UsageError } from "../usage-error";
import { defineCommand } from "./command";

export const explain = defineCommand({
  summary: "what a code of a report means and what to do; without a code, which codes there are",
  example: "lineup explain FIREWALL_RULE",
  inputs: {
    usage: "[CODE…]",
    least: 0,
    most: Number.POSITIVE_INFINITY,
    explanation: "a code as a report prints it, in any case, such as FIREWALL_RULE",
  },
  options: ["output"],
  exit: { 0: "explained", 2: "there is no such code" },
  run(codes, _, { terminal: { width, unicode } }) {
    const texts =
      codes.length === 0
        ? [...KINDS.map((kind) => listed(kind, width)), listedOfProbe(width)]
        : codes.flatMap((code) => textsOf(code, width));
    const text = texts.join("\n\n");
    return { text: unicode ? text : ascii(text), exitCode: 0 };
  },
});

const HEADINGS: Record<RuleKind, string> = {
  cause: "Causes: why a path is blocked or unknown",
  verify: "lineup verify: what else is wrong with an input",
  change: "lineup review and drift: what a change does",
  plan: "lineup review: the plan as a whole, and where services find their Redis",
  drift: "lineup drift: what was changed outside Terraform",
  diagnosis: "lineup diagnose: what is broken besides the paths",
};

const COMMANDS: Record<RuleKind, string> = {
  cause: "cause",
  verify: "lineup verify",
  change: "lineup review and drift",
  plan: "lineup review",
  drift: "lineup drift",
  diagnosis: "lineup diagnose",
};

function listed(kind: RuleKind, width: number): string {
  const rules = ALL_RULES.filter((rule) => rule.kind === kind);
  const rows = rules.map(({ id, title }): [string, string] => [`  ${id}`, title]);
  return [...wrap(HEADINGS[kind], "  ", width, ""), ...columns(rows, width)].join("\n");
}

function listedOfProbe(width: number): string {
  const rows = PROBE_CODES.map(({ code, message }): [string, string] => [`  ${code}`, message]);
  const heading = "lineup probe: why nothing was learned, and what was found besides";
  return [...wrap(heading, "  ", width, ""), ...columns(rows, width)].join("\n");
}

/** Codes are found in any case: people copy them from documents and type them. */
function textsOf(code: string, width: number): string[] {
  const forms = [code, code.toUpperCase(), code.toLowerCase()];
  const rules = forms.map(rulesNamed).find(({ length }) => length > 0) ?? [];
  const ofProbe = forms.map(probeCodesNamed).find(({ length }) => length > 0) ?? [];
  const texts = [...rules.map((rule) => explained(rule, width)), ...ofProbe.map((one) => explainedOfProbe(one, width))];
  if (texts.length > 0) return texts;
  const name = JSON.stringify(plain(code));
  throw new UsageError(
    `there is no code ${name} - the nearest are ${nearestCodes(code).join(", ")}; lineup explain lists all of them`,
  );
}

function explained(rule: RegisteredRule, width: number): string {
  const { kind, id, level, house, title, help, remedy } = rule;
  const indented = (text: string) => wrap(text, "  ", width);
  return [
    `${id} (${COMMANDS[kind]}${level ? `, ${level}` : ""}${house ? ", house rule" : ""})`,
    ...indented(`${title}.`),
    "",
    ...indented(help),
    "",
    ...indented(`Fix: ${remedy}`),
    "",
    ...indented(`To accept it: ${silenceOf(rule).replaceAll("`", "")}`),
    ...indented(`Example: docs/rules.md#${anchorOf(rule)}`),
  ].join("\n");
}

function explainedOfProbe({ code, message, fix }: ProbeCode, width: number): string {
  const indented = (text: string) => wrap(text, "  ", width);
  return [`${code} (lineup probe)`, ...indented(`${message}.`), "", ...indented(`Fix: ${fix}`)].join("\n");
}

const SHOWN = 3;

function nearestCodes(code: string): string[] {
  const ids = [...new Set([...ALL_RULES.map(({ id }) => id), ...PROBE_CODES.map((one) => one.code)])];
  const holding = ids.filter((id) => id.toLowerCase().includes(code.toLowerCase()));
  const found = holding.length > 0 ? holding : nearest(code, ids).map(({ word }) => word);
  return found.slice(0, SHOWN);
}
