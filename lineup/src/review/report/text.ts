import { size } from "../../report/draw";
import { type Paint, paintWith, wrap } from "../../report/layout";
import { plain } from "../../report/plain";
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

const WIDTH = 110;
const SENTENCE = 400;
const SHOWN = 20;
const SHOWN_FLOWS = 8;

const TONES = { danger: "red", unknown: "yellow", safe: "green", caution: "yellow", note: "dim" } as const;
const PATHS = { reachable: "green", blocked: "red", unknown: "yellow", absent: "yellow" } as const;
const MARKS = { reachable: "✓", blocked: "✗", unknown: "?", absent: "-" } as const;

/** What a person reads on a terminal: what becomes of the paths, what is dangerous and why, and the verdict last. */
export function renderReviewText(report: ReviewReport, { colour, quiet }: { colour: boolean; quiet: boolean }): string {
  const paint = paintWith(colour);
  const kind = kindInWords(report);
  const head = [`${plain(report.plan.file)}: ${countsInWords(report.counts)}`, ...(kind === "" ? [] : [`  ${kind}`])];
  const paths = quiet ? report.paths.filter(({ after }) => after !== "reachable") : report.paths;
  const risks = quiet ? report.risks.filter(({ level }) => level === "danger") : report.risks;
  const blocks = [
    head,
    limited(paths, "path", (path) => pathLines(path, paint)),
    ...(["danger", "caution", "note"] as const).map((level) =>
      titled(
        paint[TONES[level]](LEVELS[level]),
        limited(
          risks.filter((risk) => risk.level === level),
          "risk",
          (risk) => riskLines(risk, paint),
        ),
      ),
    ),
    titled("What cannot be told", limited(report.undecided, "open question", openLines)),
    titled(
      "Exceptions",
      limited(exceptionsInWords(report), "exception", (line) => wrap(plain(line, SENTENCE), "      ", WIDTH, "    - ")),
    ),
    quiet ? [] : flowLines("Newly denied", report.flows.newlyDenied),
    quiet ? [] : flowLines("Newly allowed", report.flows.newlyAllowed),
    [paint[TONES[report.verdict]](`${VERDICTS[report.verdict]}: ${conclusion(report)}.`)],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function titled(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}`, ...lines];
}

/** A plan may hold thousands: the first few tell a person enough, and JSON has them all. */
function limited<Item>(items: readonly Item[], kind: string, write: (item: Item) => string[]): string[] {
  const more = items.length - SHOWN;
  const rest = more > 0 ? [`    and ${more} more ${kind}${more === 1 ? "" : "s"}: --format json lists them`] : [];
  return [...items.slice(0, SHOWN).flatMap(write), ...rest];
}

function pathLines(path: ReviewedPath, paint: Paint): string[] {
  const { from, to, port, after, causes, previousFrom } = path;
  const mark = paint[PATHS[after]](MARKS[after]);
  const target = to === null ? "an address that is nobody's" : plain(to);
  const moved = previousFrom === undefined ? "" : ` (was ${plain(previousFrom)})`;
  const line = `  ${mark} ${plain(from)}${moved} ── ${target}${port === null ? "" : ` tcp:${port}`}: ${becomes(path)}`;
  return [line, ...causes.flatMap((cause) => causeLines(cause))];
}

function causeLines(cause: ReviewedPath["causes"][number]): string[] {
  const where = `      ${plain(placeText(cause))}${sourceText(cause.source)}`;
  const fix = cause.fix === "" ? [] : wrap(plain(cause.fix, SENTENCE), "           ", WIDTH, "      fix: ");
  return [where, ...wrap(`${plain(cause.message, SENTENCE)} [${plain(cause.code)}]`, "      ", WIDTH), ...fix];
}

function riskLines(risk: Risk, paint: Paint): string[] {
  const { address, code, consequence, undo, source } = risk;
  const indent = "      ";
  const actions = risk.actions.length === 0 ? "" : ` (${risk.actions.map((action) => plain(action)).join(", ")})`;
  const where = `    - ${address === "" ? "the plan" : plain(address)}${actions}`;
  const line = sourceText(source);
  const fits = size(`${where}${line}`) <= WIDTH;
  const because = becauseInWords(risk);
  return [
    fits ? `${where}${paint.dim(line)}` : where,
    ...(fits || line === "" ? [] : [paint.dim(`${indent}in ${line.trim()}`)]),
    ...wrap(`${plain(consequence, SENTENCE)} [${plain(code)}]`, indent, WIDTH),
    ...(because === "" ? [] : wrap(plain(because, SENTENCE), `${indent}         `, WIDTH, `${indent}because: `)),
    ...(undo === "" ? [] : wrap(plain(undo, SENTENCE), `${indent}         `, WIDTH, `${indent}way out: `)),
  ];
}

function openLines({ address, message, source }: ReviewReport["undecided"][number]): string[] {
  return [`    - ${plain(address)}${sourceText(source)}`, ...wrap(plain(message, SENTENCE), "      ", WIDTH)];
}

function flowLines(title: string, flows: readonly Flow[]): string[] {
  if (flows.length === 0) return [];
  const shown = flows.slice(0, SHOWN_FLOWS).map((flow) => `    ${plain(flow.from)} to ${flowInWords(flow)}`);
  const more = flows.length - SHOWN_FLOWS;
  return [`  ${title}`, ...shown, ...(more > 0 ? [`    and ${more} more: --format json lists them`] : [])];
}

function sourceText(source: Risk["source"]): string {
  return source ? `  ${plain(source.file)}:${source.line}` : "";
}
