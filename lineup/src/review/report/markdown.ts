import { code, Pages, prose } from "../../report/markdown-text";
import { placeText } from "../../report/points";
import type { Flow, ReviewedPath, ReviewReport, Risk } from "../contract";
import {
  becauseInWords,
  becomes,
  conclusion,
  countsInWords,
  exceptionsInWords,
  flowInWords,
  kindInWords,
  LEVELS,
  VERDICTS,
} from "./words";

/** GitHub takes 65,536 characters; the rest is for what has to follow at the end. */
const LIMIT = 64_000;
const MARKS = { safe: "✅", danger: "❌", unknown: "❔" } as const;
const PATHS = { reachable: "✅", blocked: "❌", unknown: "❔", absent: "➖" } as const;
const LEVEL_MARKS = { danger: "❌", caution: "⚠️", note: "ℹ️" } as const;

/** What a reviewer reads below a pull request. Everything from the plan is code or escaped. */
export function renderReviewMarkdown(report: ReviewReport): string {
  const pages = new Pages(LIMIT);
  pages.always(`### ${MARKS[report.verdict]} lineup review: ${VERDICTS[report.verdict].toLowerCase()}`, "");
  const kind = kindInWords(report);
  pages.always(upperFirst(prose(`${conclusion(report)}. ${upperFirst(countsInWords(report.counts))}.`)), "");
  if (kind !== "") pages.always(`This is ${prose(kind)}.`, "");
  paths(pages, report.paths);
  risks(pages, report.risks);
  undecided(pages, report);
  exceptions(pages, report);
  flows(pages, "Newly denied", report.flows.newlyDenied);
  flows(pages, "Newly allowed", report.flows.newlyAllowed);
  const { leftOut } = pages;
  if (leftOut.length > 0) {
    pages.always(`_Left out for length: ${leftOut.join(", ")}. \`lineup review --format json\` has everything._`, "");
  }
  return `${pages.toString().trimEnd()}\n`;
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const WORST_FIRST = ["blocked", "unknown", "absent", "reachable"];

function paths(pages: Pages, all: readonly ReviewedPath[]): void {
  if (all.length === 0) return;
  const sorted = [...all].sort((one, other) => WORST_FIRST.indexOf(one.after) - WORST_FIRST.indexOf(other.after));
  pages.always("| | path | what becomes of it |", "|---|---|---|");
  for (const path of sorted) pages.offer("path", 0.35, () => pathRow(path));
  pages.always("");
  for (const { from, causes } of sorted) {
    for (const cause of causes) pages.offer("cause", 0.55, () => `- ${code(from)}: ${causeText(cause)}`);
  }
  if (sorted.some(({ causes }) => causes.length > 0)) pages.always("");
}

function pathRow(path: ReviewedPath): string {
  const { from, to, port, after, previousFrom } = path;
  const moved = previousFrom === undefined ? "" : ` (was ${code(previousFrom)})`;
  const target = to === null ? "an address that is nobody's" : code(to);
  return `| ${PATHS[after]} | ${code(from)}${moved} → ${target}${port === null ? "" : ` tcp ${port}`} | ${becomes(path)} |`;
}

function causeText(cause: ReviewedPath["causes"][number]): string {
  const fix = cause.fix === "" ? "" : `\\\n  **Fix:** ${prose(cause.fix)}`;
  return `${code(cause.code)} at ${code(placeText(cause))}${sourceText(cause.source)}\\\n  ${prose(cause.message)}${fix}`;
}

function risks(pages: Pages, all: readonly Risk[]): void {
  for (const level of ["danger", "caution", "note"] as const) {
    const found = all.filter((risk) => risk.level === level);
    if (found.length === 0) continue;
    pages.always(`**${LEVEL_MARKS[level]} ${LEVELS[level]}**`, "");
    for (const risk of found) pages.offer(level, level === "danger" ? 0.8 : 0.9, () => `- ${riskText(risk)}`);
    pages.always("");
  }
}

function riskText(risk: Risk): string {
  const { address, code: name, actions, consequence, undo, source } = risk;
  const because = becauseInWords(risk);
  const where = address === "" ? "the plan" : code(address);
  const lines = [
    `${code(name)} ${where}${actions.length === 0 ? "" : ` (${prose(actions.join(", "))})`}${sourceText(source)}`,
    prose(consequence),
    because === "" ? "" : `**Because:** ${code(because, 400)}`,
    undo === "" ? "" : `**Way out:** ${prose(undo)}`,
  ];
  return lines.filter((line) => line !== "").join("\\\n  ");
}

function undecided(pages: Pages, { undecided: open }: ReviewReport): void {
  if (open.length === 0) return;
  pages.always("**What cannot be told**", "");
  for (const { address, message } of open) {
    pages.offer("open question", 0.93, () => `- ${code(address)}: ${prose(message)}`);
  }
  pages.always("");
}

function exceptions(pages: Pages, report: ReviewReport): void {
  const lines = exceptionsInWords(report);
  if (lines.length === 0) return;
  pages.always("**Exceptions**", "");
  for (const line of lines) pages.offer("exception", 0.95, () => `- ${prose(line)}`);
  pages.always("");
}

function flows(pages: Pages, title: string, all: readonly Flow[]): void {
  if (all.length === 0) return;
  pages.always(`<details><summary>${title}: ${all.length}</summary>`, "", "| from | to |", "|---|---|");
  for (const flow of all) pages.offer("flow", 0.99, () => `| ${code(flow.from)} | ${prose(flowInWords(flow))} |`);
  pages.always("", "</details>", "");
}

function sourceText(source: Risk["source"]): string {
  return source ? ` (${code(`${source.file}:${source.line}`)})` : "";
}
