import type { ReportedInput, ReportedPath, VerifyReport } from "./contract";
import { drawPath } from "./draw";
import { paintWith } from "./layout";
import { code, Pages, prose } from "./markdown-text";
import { assumptionsOf, grouped, Numbered, type Point, placeText } from "./points";
import { findingsInWords, KINDS, SEVERITIES, shortly, summary } from "./words";

/** GitHub takes 65,536 characters; the rest is for what has to follow at the end. */
const LIMIT = 64_000;
const WIDTH = 110;
const LONGEST_DRAWING = 400;
const SHOWN_PLACES = 10;

const MARKS = { blocked: "❌", unknown: "❔", reachable: "✅", none: "➖" } as const;

/** What a reviewer reads below a pull request. Everything from the input is code or escaped. */
export function renderMarkdown(report: VerifyReport): string {
  const pages = new Pages(LIMIT);
  const paths = report.inputs.flatMap((input) => input.paths);
  const numbered = new Numbered(paths);
  pages.always(`### ${MARKS[report.verdict]} lineup: ${shortly(report.verdict).toLowerCase()}`, "");
  pages.always(upperFirst(prose(summary(report))), "");
  pathTable(pages, report.inputs, numbered);
  points(pages, "What cuts it", "cause", 0.7, numbered.blocking);
  points(pages, "What cannot be told", "open question", 0.8, numbered.undecided);
  findings(pages, report.inputs);
  assumptions(pages, paths);
  const { leftOut } = pages;
  if (leftOut.length > 0) {
    pages.always(`_Left out for length: ${leftOut.join(", ")}. \`lineup verify --format json\` has everything._`, "");
  }
  return `${pages.toString().trimEnd()}\n`;
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Blocked before unknown before reachable, over all inputs: what is cut must not be what is left out. */
function pathTable(pages: Pages, inputs: readonly ReportedInput[], numbered: Numbered): void {
  const order = ["blocked", "unknown", "reachable"] as const;
  const rows = order.flatMap((verdict) =>
    inputs.flatMap((input) =>
      input.paths.filter((path) => path.verdict === verdict).map((path) => () => pathRow(input, path, numbered)),
    ),
  );
  const silent = inputs.filter(({ paths }) => paths.length === 0);
  const nothing = silent.map((input) => () => `| ${MARKS.none} nothing to judge | | ${inputCell(input)} |`);
  if (rows.length + nothing.length === 0) return;
  pages.always("| | path | input |", "|---|---|---|");
  for (const row of rows) pages.offer("path", 0.4, row);
  for (const row of nothing) pages.offer("input without paths", 0.42, row);
  pages.always("");
}

function pathRow(input: ReportedInput, path: ReportedPath, numbered: Numbered): string {
  const numberOf = (cause: ReportedPath["causes"][number]) => (numbered.count > 1 ? numbered.of(cause) : undefined);
  const drawn = drawPath(path, { numberOf, paint: paintWith(false), width: WIDTH, firstWidth: 0 });
  return `| ${MARKS[path.verdict]} ${path.verdict} | ${code(drawn, LONGEST_DRAWING)} | ${inputCell(input)} |`;
}

function inputCell({ file, kind }: ReportedInput): string {
  return `${code(file)} (${KINDS[kind]})`;
}

function points(
  pages: Pages,
  title: string,
  kind: string,
  share: number,
  list: readonly { number: number; point: Point }[],
): void {
  if (list.length === 0) return;
  pages.always(`**${title}**`, "");
  for (const { number, point } of list) pages.offer(kind, share, () => `- **${number}.** ${item(point)}`);
  pages.always("");
}

/** What it is called and where it is, what is wrong, what to do: three lines of one list item. */
function item({ places, name, message, fix }: Point): string {
  const shown = places.slice(0, SHOWN_PLACES).map((place) => {
    const source = place.source ? ` (${code(`${place.source.file}:${place.source.line}`)})` : "";
    return `${code(placeText(place))}${source}`;
  });
  const more = places.length > shown.length ? ` and ${places.length - shown.length} more` : "";
  const lines = [
    `${code(name)} at ${shown.join(", ")}${more}`,
    prose(message),
    fix === "" ? "" : `**Fix:** ${prose(fix)}`,
  ];
  return lines.filter((line) => line !== "").join("\\\n  ");
}

function findings(pages: Pages, inputs: readonly ReportedInput[]): void {
  const all = inputs.flatMap((input) => input.findings);
  if (all.length === 0) return;
  pages.always(`<details><summary>Besides: ${findingsInWords(all)}</summary>`, "");
  for (const severity of SEVERITIES) {
    const found = grouped(all.filter((finding) => finding.severity === severity));
    for (const point of found) pages.offer("finding", 0.96, () => `- **${severity}** ${item(point)}`);
  }
  pages.always("", "</details>", "");
}

function assumptions(pages: Pages, paths: readonly ReportedPath[]): void {
  const list = assumptionsOf(paths);
  if (list.length === 0) return;
  pages.always("<details><summary>This holds if</summary>", "");
  for (const assumption of list) pages.offer("assumption", 1, () => `- ${prose(assumption)}`);
  pages.always("", "</details>", "");
}
