import { groupedBy } from "../../grouping";
import { count, enumerated } from "../../text/words";
import { drawPath } from "../draw";
import { paintWith } from "../layout";
import { code, fenced, Pages, prose } from "../markdown-text";
import {
  type Location,
  type Point,
  placeText,
  type Remark,
  type Report,
  type ReportPart,
  type Route,
  type Section,
} from "../report";
import { upperFirst } from "../words";
import { commonSource, countIn, grouped, Numbered, type PointGroup, shownOf, worstFirst } from "./points";

/** GitHub takes 65,536 characters; the rest is for what has to follow at the end. */
const LIMIT = 64_000;
const WIDTH = 110;
const LONGEST_DRAWING = 400;
/** More paths than these are folded, so that what follows is in sight; a few are not worth a fold. */
const SHOWN_ROUTES = 20;
const FEW = 5;
const SHOWN_PLACES = 10;
const SHOWN_NAMES = 20;
/** How much of the text may be full after the paths and after their causes; the sections share what is left. */
const PATHS = 0.35;
const CAUSES = 0.6;

const MARKS = { bad: "❌", warning: "⚠️", unknown: "❔", good: "✅", neutral: "➖" } as const;
const ROUTE_MARKS = { blocked: "❌", unknown: "❔", reachable: "✅", absent: "➖" } as const;
const STATES = { blocked: "blocked", unknown: "unknown", reachable: "reachable", absent: "not declared" } as const;

/** What a reviewer reads below a pull request. Everything from the input is code or escaped. */
export function renderMarkdown(report: Report, { quiet }: { quiet: boolean }): string {
  const { command, headline, parts } = report;
  const pages = new Pages(LIMIT);
  const numbered = new Numbered(parts.flatMap(({ routes }) => routes));
  pages.always(`### ${MARKS[headline.tone]} ${command}: ${headline.word.toLowerCase()}`, "");
  pages.always(upperFirst(prose(`${headline.sentence}.`)), "");
  pathTable(pages, parts, numbered);
  remarks(pages, parts, quiet);
  numberedPoints(pages, "Why", "cause", numbered.blocking);
  const unknown = parts.flatMap((part) => part.unknown);
  numberedPoints(pages, "Unknown", "open question", numbered.unknown, unknown.length > 0);
  listed(pages, "open question", CAUSES, unknown);
  if (unknown.length > 0) pages.always("");
  sections(pages, merged(parts), quiet);
  const { leftOut } = pages;
  if (leftOut.length > 0) {
    pages.always(`_Left out for length: ${leftOut.join(", ")}. \`${command} --format json\` has everything._`, "");
  }
  return `${pages.toString().trimEnd()}\n`;
}

/** Blocked before unknown before reachable, over all inputs: what is cut must not be what is left out. */
function pathTable(pages: Pages, parts: readonly ReportPart[], numbered: Numbered): void {
  const all = parts.flatMap((part) => part.routes.map((route) => ({ part, route })));
  const silent = parts.filter(({ routes }) => routes.length === 0);
  const compares = all.some(({ route }) => route.outcome !== "");
  if (compares) for (const part of parts) pages.offer("input", PATHS, () => `${inputCell(part)}\n`);
  if (all.length + silent.length === 0) return;
  const head = [`| | path | ${compares ? "outcome" : "input"} |`, "|---|---|---|"];
  pages.always(...head);
  const sorted = worstFirst(all, (one) => one.route);
  const folded = sorted.length > SHOWN_ROUTES + FEW ? sorted.splice(SHOWN_ROUTES) : [];
  const row = ({ part, route }: (typeof sorted)[number]) =>
    pages.offer("path", PATHS, () => {
      const state = `${ROUTE_MARKS[route.state]} ${STATES[route.state]}`;
      return `| ${state} | ${pathCell(route, numbered)} | ${compares ? prose(route.outcome) : inputCell(part)} |`;
    });
  sorted.forEach(row);
  for (const part of silent) {
    pages.offer("input without paths", PATHS + 0.02, () => `| ${MARKS.neutral} no path | | ${inputCell(part)} |`);
  }
  pages.always("");
  if (folded.length === 0) return;
  pages.always(`<details><summary>${count(folded.length, "more path")}</summary>`, "", ...head);
  folded.forEach(row);
  pages.always("", "</details>", "");
}

function pathCell(route: Route, numbered: Numbered): string {
  const { fromName, previousFrom, to, toName, port, traced, causes, undecided } = route;
  if (traced) {
    const drawing = { numberOf: numbered.of.bind(numbered), paint: paintWith(false), width: WIDTH, firstWidth: 0 };
    return code(drawPath(traced, drawing), LONGEST_DRAWING);
  }
  const moved = previousFrom === undefined ? "" : ` (was ${code(previousFrom)})`;
  const target = to === null ? toName : code(port === null ? toName : `${toName} tcp:${port}`);
  const numbers = numbered.ofPoints([...causes, ...undecided]);
  return `${code(fromName)}${moved} → ${target}${numbers === "" ? "" : ` ${numbers}`}`;
}

function inputCell({ file, about }: ReportPart): string {
  return about === "" ? code(file) : `${code(file)} (${about})`;
}

function remarks(pages: Pages, parts: readonly ReportPart[], quiet: boolean): void {
  for (const part of parts) {
    for (const remark of part.remarks.filter(({ minor }) => !(quiet && minor))) {
      pages.offer(
        "remark",
        PATHS + 0.05,
        () => `${parts.length > 1 ? `${code(part.file)}: ` : ""}${remarkText(remark)}\n`,
      );
    }
  }
}

function remarkText({ text, names }: Remark): string {
  const more = names.length > SHOWN_NAMES ? [`and ${names.length - SHOWN_NAMES} more`] : [];
  const listed = [...names.slice(0, SHOWN_NAMES).map((name) => code(name)), ...more].join(", ");
  return listed === "" ? prose(text) : `${prose(text)} ${listed}`;
}

function numberedPoints(pages: Pages, title: string, noun: string, list: Numbered["blocking"], isOpen = false): void {
  if (list.length === 0 && !isOpen) return;
  pages.always(`**${title}**`, "");
  for (const group of list) pages.offer(noun, CAUSES, () => `- **${group.number}.** ${item(group)}`);
  if (!isOpen) pages.always("");
}

/** The same section of several inputs is one, and says of each place which inputs it is in. */
function merged(parts: readonly ReportPart[]): Section[] {
  const all = parts.flatMap(({ file, sections }) => sections.map((section) => ({ file, section })));
  if (parts.length < 2) return all.map(({ section }) => section);
  return [...groupedBy(all, ({ section }) => section.title).values()].flatMap((same) => {
    const points = same.flatMap(({ file, section }) => section.points.map((point) => ({ file, point })));
    const [first] = same;
    return first ? [{ ...first.section, points: withInputs(points) }] : [];
  });
}

function withInputs(all: readonly { file: string; point: Point }[]): Point[] {
  const same = groupedBy(all, ({ point }) => JSON.stringify({ ...point, alert: undefined }));
  return [...same.values()].flatMap((group) => {
    const inputs = [...new Set(group.map(({ file }) => file))];
    return group.slice(0, 1).map(({ point }) => ({ ...point, place: point.place && { ...point.place, inputs } }));
  });
}

function sections(pages: Pages, all: readonly Section[], quiet: boolean): void {
  for (const [index, { title, tone, noun, points, isDetail }] of all.entries()) {
    const kept = points.filter(({ minor }) => !(quiet && minor));
    if (kept.length === 0) continue;
    const heading = `${tone === "neutral" ? "" : `${MARKS[tone]} `}${prose(title)} (${countIn(grouped(kept))})`;
    pages.always(isDetail ? `<details><summary>${heading}</summary>` : `**${heading}**`, "");
    listed(pages, noun, CAUSES + ((0.98 - CAUSES) * (index + 1)) / all.length, kept);
    pages.always("");
    if (isDetail) pages.always("</details>", "");
  }
}

function listed(pages: Pages, noun: string, share: number, points: Section["points"]): void {
  for (const group of grouped(points)) pages.offer(noun, share, () => `- ${item(group)}`);
}

/** What it is called and where it is, what is wrong, what to do: a line of one list item each. */
function item({ point, places }: PointGroup): string {
  const { name, aside, message, because, fix, commands, isWhole } = point;
  const common = commonSource(places);
  const line = common === undefined ? "" : ` (${code(`${common.file}:${common.line}`)})`;
  const shown = places
    .slice(0, shownOf([point], SHOWN_PLACES))
    .map((place) => placeInWords(common === undefined ? place : { ...place, source: undefined }));
  const more = places.length > shown.length ? ` and ${places.length - shown.length} more` : "";
  const what = aside === "" ? "" : `: ${code(aside, LONGEST_DRAWING)}`;
  const where = shown.length === 0 ? "" : `${shown.join(", ")}${more}${line}${what}`;
  const lines = [
    [name === "" ? "" : code(name), where].filter((part) => part !== "").join(" at "),
    message === "" ? "" : prose(message, isWhole ? Number.POSITIVE_INFINITY : undefined),
    because === "" ? "" : `**Because:** ${code(because, LONGEST_DRAWING)}`,
    fix === "" ? "" : `**Fix:** ${prose(fix)}`,
  ];
  const said = lines.filter((line) => line !== "").join("\\\n  ");
  return commands.length === 0 ? said : `${said}\n\n${fenced(commands, "  ")}\n`;
}

/** `google_redis_instance.cache.host` (`main.tf:3`) in `staging` */
function placeInWords(place: Location): string {
  const { source, inputs = [] } = place;
  const line = source ? ` (${code(`${source.file}:${source.line}`)})` : "";
  const where = inputs.length === 0 ? "" : ` in ${enumerated(inputs.map((input) => code(input)))}`;
  return `${code(placeText(place))}${line}${where}`;
}
