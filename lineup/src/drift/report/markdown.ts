import { code, Pages, prose } from "../../report/markdown-text";
import { placeText } from "../../report/points";
import type { Drifted, DriftReport, Tier } from "../model";
import type { DriftOptions } from "./options";
import { exceptionText } from "./text";
import { changeText, driftShortly, driftSummary, loud, TITLES } from "./words";

/** GitHub takes 65,536 characters; the rest is for what has to follow at the end. */
const LIMIT = 64_000;
const MARKS = { clean: "✅", benign: "✅", weakens: "⚠️", breaks: "❌", unknown: "❔" } as const;
const PATH_MARKS = { blocked: "❌", unknown: "❔", reachable: "✅", absent: "➖" } as const;

/** What people read in an issue. Everything from the input is code or escaped. */
export function renderDriftMarkdown(report: DriftReport, { quiet }: DriftOptions): string {
  const pages = new Pages(LIMIT);
  pages.always(`### ${MARKS[report.verdict]} lineup: ${driftShortly(report.verdict).toLowerCase()}`, "");
  pages.always(`${upperFirst(prose(driftSummary(report)))}.`, "");
  paths(pages, report);
  const tiers: [Tier, number][] = [
    ["breaks", 0.5],
    ["weakens", 0.7],
    ["benign", 0.8],
    ["noise", 0.85],
  ];
  for (const [tier, share] of quiet ? tiers.slice(0, 2) : tiers) {
    items(
      pages,
      TITLES[tier],
      share,
      report.drifted.filter((one) => one.tier === tier),
    );
  }
  list(
    pages,
    "Managed by nobody",
    "thing",
    0.9,
    report.unmanaged.map(
      ({ kind, name, tier, message }) => `${prose(kind)} ${code(name)} **${tier}**: ${prose(message)}`,
    ),
  );
  list(
    pages,
    "Cannot be told",
    "open question",
    0.93,
    report.unknown.map((text) => prose(text)),
  );
  list(
    pages,
    "Exceptions to look at",
    "exception",
    0.95,
    loud(report.exceptions).map((one) => prose(exceptionText(one))),
  );
  if (!quiet) {
    items(pages, "Silenced by an exception", 0.97, report.excepted);
    list(
      pages,
      "Not deployed yet, and no drift",
      "resource",
      0.99,
      report.pending.map(({ address, actions }) => `${code(address)}: ${prose(actions.join(", "))}`),
    );
  }
  pages.always(`_${prose(report.proof.why)}_`, "");
  const { leftOut } = pages;
  if (leftOut.length > 0) {
    pages.always(`_Left out for length: ${leftOut.join(", ")}. \`lineup drift --format json\` has everything._`, "");
  }
  return `${pages.toString().trimEnd()}\n`;
}

function paths(pages: Pages, report: DriftReport): void {
  if (report.paths.length === 0) return;
  const order = ["blocked", "unknown", "absent", "reachable"];
  const sorted = [...report.paths].sort((a, b) => order.indexOf(a.now) - order.indexOf(b.now));
  pages.always("| now | written | from | to | why |", "|---|---|---|---|---|");
  for (const { from, to, written, now, causes } of sorted) {
    pages.offer("path", 0.35, () => {
      const why = causes.slice(0, 3).map((cause) => `${code(placeText(cause))} ${prose(cause.message)}`);
      const whom = to === null ? "nobody's address" : code(to);
      return `| ${PATH_MARKS[now]} ${now} | ${written} | ${code(from)} | ${whom} | ${why.join("; ")} |`;
    });
  }
  pages.always("");
}

function items(pages: Pages, title: string, share: number, found: readonly Drifted[]): void {
  list(pages, title, "difference", share, found.map(item));
}

/** Where it is and how it changed, what that does, how it is repaired: three lines of one list item. */
function item(one: Drifted): string {
  const source = one.source ? ` (${code(`${one.source.file}:${one.source.line}`)})` : "";
  const lines = [
    `${code(placeText(one))}${source}: ${code(changeText(one))}`,
    `${prose(one.message)} ${code(one.code)}`,
    one.repair === "" ? "" : `**Repair:** ${prose(one.repair)}`,
  ];
  return lines.filter((line) => line !== "").join("\\\n  ");
}

function list(pages: Pages, title: string, kind: string, share: number, lines: readonly string[]): void {
  if (lines.length === 0) return;
  pages.always(`**${title}**`, "");
  for (const line of lines) pages.offer(kind, share, () => `- ${line}`);
  pages.always("");
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
