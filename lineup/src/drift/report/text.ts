import { type Paint, paintWith, wrap } from "../../report/layout";
import { plain } from "../../report/plain";
import { placeText } from "../../report/points";
import { count } from "../../report/words";
import type { Drifted, DriftReport, Tier } from "../model";
import type { DriftOptions } from "./options";
import { changeText, driftShortly, driftSummary, loud, TITLES } from "./words";

const WIDTH = 110;
const SENTENCE = 400;
const MOST = 200;

const MARKS = { clean: "✓", benign: "✓", weakens: "!", breaks: "✗", unknown: "?" } as const;
const TONES = { clean: "green", benign: "green", weakens: "yellow", breaks: "red", unknown: "yellow" } as const;
const PATH_TONES = { reachable: "green", blocked: "red", unknown: "yellow", absent: "yellow" } as const;

/** What a person reads on a terminal: the paths, then what happened to the world, worst first. */
export function renderDriftText(report: DriftReport, { colour, quiet }: DriftOptions): string {
  const paint = paintWith(colour);
  const tone = paint[TONES[report.verdict]];
  const tiers: Tier[] = quiet ? ["breaks", "weakens"] : ["breaks", "weakens", "benign", "noise"];
  const sections = [
    [`${tone(`${MARKS[report.verdict]} ${driftShortly(report.verdict)}`)}  ${plain(report.file)}`],
    pathLines(report, paint, quiet),
    ...tiers.map((tier) =>
      tierLines(
        TITLES[tier],
        report.drifted.filter((one) => one.tier === tier),
        paint,
      ),
    ),
    unmanagedLines(report, quiet),
    tierLines("Silenced by an exception", quiet ? [] : report.excepted, paint),
    list("Cannot be told", report.unknown),
    list("Exceptions to look at", loud(report.exceptions).map(exceptionText)),
    quiet
      ? []
      : list(
          "Not deployed yet, and no drift",
          report.pending.map(({ address, actions }) => `${address}: ${actions.join(", ")}`),
        ),
    // Without proof the same is said above, as what cannot be told.
    quiet || report.proof.by === "none" ? [] : [paint.dim(`  ${plain(report.proof.why, SENTENCE)}`)],
    wrap(plain(`${driftShortly(report.verdict)}: ${driftSummary(report)}.`, SENTENCE), "  ", WIDTH, "").map((line) =>
      tone(line),
    ),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function pathLines({ paths }: DriftReport, paint: Paint, quiet: boolean): string[] {
  const shown = quiet ? paths.filter(({ now }) => now !== "reachable") : paths;
  return shown
    .slice(0, MOST)
    .flatMap(({ from, to, written, now, causes }) => [
      `  ${plain(from)} → ${to === null ? "nobody's address" : plain(to)}: ${paint[PATH_TONES[now]](now)}${written === now ? "" : `, written ${written}`}`,
      ...causes.flatMap((cause) => [
        `    ${plain(placeText(cause))}${sourceText(cause.source)}`,
        ...wrap(plain(cause.message, SENTENCE), "      ", WIDTH),
        ...(cause.fix === "" ? [] : wrap(plain(cause.fix, SENTENCE), "           ", WIDTH, "      fix: ")),
      ]),
    ]);
}

function tierLines(title: string, items: readonly Drifted[], paint: Paint): string[] {
  if (items.length === 0) return [];
  const more = items.length - MOST;
  return [
    `  ${title} (${items.length})`,
    ...items
      .slice(0, MOST)
      .flatMap((one) => [
        `    ${plain(placeText(one))}: ${plain(changeText(one), SENTENCE)}${sourceText(one.source)}`,
        ...wrap(`${plain(one.message, SENTENCE)} ${paint.dim(`[${one.code}]`)}`, "      ", WIDTH),
        ...(one.repair === "" ? [] : wrap(plain(one.repair, SENTENCE), "              ", WIDTH, "      repair: ")),
      ]),
    ...(more > 0 ? [`    and ${count(more, "more difference")}: --format json has them`] : []),
  ];
}

function unmanagedLines({ unmanaged }: DriftReport, quiet: boolean): string[] {
  const shown = quiet ? unmanaged.filter(({ tier }) => tier !== "benign") : unmanaged;
  return list(
    "Managed by nobody",
    shown.map(({ kind, name, tier, message }) => `${kind} ${name} (${tier}): ${message}`),
  );
}

export function exceptionText(one: DriftReport["exceptions"][number]): string {
  const about = [placeText(one), one.code].filter((part) => part !== "").join(" ");
  return `${about} (${one.reason}): ${one.message}`;
}

function list(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length - MOST;
  return [
    `  ${title}`,
    ...items.slice(0, MOST).flatMap((item) => wrap(plain(item, SENTENCE), "      ", WIDTH, "    - ")),
    ...(more > 0 ? [`    - and ${more} more`] : []),
  ];
}

function sourceText(source: Drifted["source"]): string {
  return source ? `  ${plain(source.file)}:${source.line}` : "";
}
