import { ascii, type Terminal, terminalOf } from "../../terminal";
import { plain } from "../../text/plain";
import { count } from "../../text/words";
import { drawPath, firstLabel } from "../draw";
import { type Paint, paintWith, size, wrap } from "../layout";
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
import { commonSource, countIn, grouped, Numbered, type PointGroup, shownOf, worstFirst } from "./points";

const SENTENCE = 400;
const SHOWN_PLACES = 6;
const SHOWN_ROUTES = 200;
/** Of those with which nothing is wrong. */
const SHOWN_REACHABLE = 20;
const SHOWN_POINTS = 50;
const SHOWN_DETAILS = 20;

const MARKS = { bad: "✗", warning: "!", unknown: "?", good: "✓", neutral: "-" } as const;
const TONES = { bad: "red", warning: "yellow", unknown: "yellow", good: "green", neutral: "yellow" } as const;
const ROUTE_TONES = { blocked: "bad", unknown: "unknown", reachable: "good", absent: "neutral" } as const;
const LINES = { blocked: "──╳", unknown: "──?", reachable: "──", absent: "…" } as const;

export interface TextOptions extends Partial<Terminal> {
  /** Only what is wrong. */
  quiet: boolean;
}

const FILE = terminalOf(undefined, {});
/** "..." is longer than the character that it stands for. */
const SPARE = 2;

/** What a person reads on a terminal: first where it is cut, then why and what to do, then everything else. */
export function renderText(report: Report, { quiet, ...terminal }: TextOptions): string {
  const { colour, unicode, width } = { ...FILE, ...terminal };
  const paint = paintWith(colour);
  return unicode ? printed(report, paint, quiet, width) : ascii(printed(report, paint, quiet, width - SPARE));
}

function printed({ headline, parts }: Report, paint: Paint, quiet: boolean, width: number): string {
  const page = new Page(paint, quiet, width);
  const blocks = parts.map((part) => page.part(part)).filter((lines) => lines.length > 0);
  if (quiet && blocks.length === 0 && headline.tone === "good") return "";
  const last = wrap(`${headline.word}: ${plain(headline.sentence, SENTENCE)}.`, "    ", width, "");
  const tone = page.paint[TONES[headline.tone]];
  return `${[...blocks, last.map((line) => tone(line))].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

class Page {
  constructor(
    readonly paint: Paint,
    private readonly quiet: boolean,
    private readonly width: number,
  ) {}

  part(part: ReportPart): string[] {
    const numbered = new Numbered(part.routes);
    const blocks = [
      this.routes(part.routes, numbered),
      this.remarks(part.remarks),
      this.titled("Why", this.numbered(numbered.blocking, numbered)),
      this.titled("Unknown", [
        ...this.numbered(numbered.unknown, numbered),
        ...this.points(part.unknown, "open question"),
      ]),
      ...part.sections.map((section) => this.section(section)),
    ];
    if (this.quiet && part.headline.tone === "good" && blocks.every((lines) => lines.length === 0)) return [];
    return [...this.heading(part), ...blocks.filter((lines) => lines.length > 0).flatMap((lines) => ["", ...lines])];
  }

  private heading({ file, about, headline }: ReportPart): string[] {
    const tone = this.paint[TONES[headline.tone]];
    const end = headline.sentence === "" ? "" : ":";
    const what = about === "" ? `${plain(file)}${end}` : `${plain(file)} (${about})${end}`;
    const said = headline.sentence === "" ? [] : plain(headline.sentence, SENTENCE).split(" ");
    return wrap(
      [`${tone(`${MARKS[headline.tone]} ${headline.word}`)} `, ...what.split(" "), ...said],
      "    ",
      this.width,
      "",
    );
  }

  private routes(all: readonly Route[], numbered: Numbered): string[] {
    const routes = this.quiet ? all.filter(({ state }) => state !== "reachable") : all;
    const sorted = worstFirst(routes, (route) => route);
    const [good, others] = [true, false].map((isGood) =>
      sorted.filter(({ state }) => (state === "reachable") === isGood),
    ) as [Route[], Route[]];
    const shown = [...others.slice(0, SHOWN_ROUTES), ...good.slice(0, SHOWN_REACHABLE)];
    const widths = shown.flatMap(({ traced }) => (traced ? [size(firstLabel(traced))] : []));
    const firstWidth = Math.min(Math.floor(this.width * 0.4), Math.max(0, ...widths));
    return [
      ...shown.flatMap((route) => {
        const tone = ROUTE_TONES[route.state];
        const mark = `  ${this.paint[TONES[tone]](MARKS[tone])} `;
        return wrap(this.drawn(route, numbered, firstWidth), "      ", this.width, mark);
      }),
      ...this.more(others.length - SHOWN_ROUTES, "path", "  "),
      ...this.more(good.length - SHOWN_REACHABLE, "reachable path", "  "),
    ];
  }

  /** In pieces, each of which stays on one line. */
  private drawn(route: Route, numbered: Numbered, firstWidth: number): string[] {
    const { fromName, previousFrom, toName, port, state, outcome, traced, causes, undecided } = route;
    if (traced) {
      // Names stay whole: what is too long goes on in the next line.
      const width = Number.POSITIVE_INFINITY;
      const drawing = { numberOf: numbered.of.bind(numbered), paint: this.paint, firstWidth, width };
      return drawPath(traced, drawing).split(BEFORE_A_LINE);
    }
    const tone = this.paint[TONES[ROUTE_TONES[state]]];
    const target = `${plain(toName)}${port === null ? "" : ` tcp:${port}`}`;
    const numbers = numbered.ofPoints([...causes, ...undecided]);
    return [
      plain(fromName),
      ...(previousFrom === undefined ? [] : [`(was ${plain(previousFrom)})`]),
      `${state === "reachable" ? LINES[state] : tone(LINES[state])} ${target}${numbers === "" ? "" : ` ${numbers}`}:`,
      ...outcome.split(" "),
    ];
  }

  private remarks(all: readonly Remark[]): string[] {
    return all
      .filter(({ minor }) => !(this.quiet && minor))
      .flatMap(({ text, names }) => {
        const shown = names.slice(0, SHOWN_ROUTES).map((name) => plain(name));
        const more = names.length > shown.length ? [`and ${names.length - shown.length} more`] : [];
        const listed = [...shown, ...more].map((name, index, list) => (index < list.length - 1 ? `${name},` : name));
        return wrap([...plain(text, SENTENCE).split(" "), ...listed], "    ", this.width, "  ");
      })
      .map((line) => this.paint.dim(line));
  }

  private titled(title: string, lines: string[]): string[] {
    return lines.length === 0 ? [] : [`  ${title}`, ...lines];
  }

  private section({ title, tone, noun, points, isDetail }: Section): string[] {
    const kept = points.filter(({ minor }) => !(this.quiet && minor));
    const paint = tone === "neutral" ? this.paint.dim : this.paint[TONES[tone]];
    return this.titled(
      paint(`${plain(title, SENTENCE)} (${countIn(grouped(kept))})`),
      this.points(kept, noun, isDetail ? SHOWN_DETAILS : shownOf(kept, SHOWN_POINTS)),
    );
  }

  private numbered(list: Numbered["blocking"], { count }: Numbered): string[] {
    const margin = "    ".length + `${count}. `.length;
    return [
      ...list
        .slice(0, SHOWN_POINTS)
        .flatMap((group) => this.group(group, `    ${`${group.number}.`.padEnd(margin - 4)}`, " ".repeat(margin))),
      ...this.more(list.length - SHOWN_POINTS, "cause", "    "),
    ];
  }

  private points(points: readonly Point[], noun: string, most = SHOWN_POINTS): string[] {
    const groups = grouped(points);
    return [
      ...groups.slice(0, most).flatMap((group) => this.group(group, "    - ", "      ")),
      ...this.more(countIn(groups.slice(most)), noun, "    "),
    ];
  }

  private more(left: number, noun: string, indent: string): string[] {
    return left > 0 ? wrap(`and ${count(left, `more ${noun}`)}: --format json lists them`, indent, this.width) : [];
  }

  /** Where it is, what is wrong with it, what to do, and the name to look up. */
  private group({ point, places }: PointGroup, first: string, indent: string): string[] {
    const { aside, name, message, because, fix, commands, isWhole } = point;
    const common = commonSource(places);
    const most = shownOf([point], SHOWN_PLACES);
    const lines = [
      ...places.slice(0, most).flatMap((place) => this.place(common ? withoutSource(place) : place, aside, indent)),
      ...(places.length > most ? [`${indent}and ${places.length - most} more`] : []),
      ...(common ? [this.paint.dim(`${indent}in ${plain(common.file)}:${common.line}`)] : []),
      ...(message === ""
        ? []
        : wrap(plain(message, isWhole ? Number.POSITIVE_INFINITY : SENTENCE), indent, this.width)),
      ...this.labelled("because: ", because, indent),
      ...this.labelled("fix: ", fix, indent),
      // Never wrapped: it is copied.
      ...commands.map((command) => `${indent}$ ${plain(command, Number.POSITIVE_INFINITY)}`),
    ];
    if (lines.length === 0) lines.push(`${indent}(no text)`);
    if (name !== "") this.label(lines, `[${plain(name)}]`, indent);
    return lines.map((line, index) => (index === 0 ? `${first}${line.slice(indent.length)}` : line));
  }

  private place({ source, ...place }: Point["place"] & object, aside: string, indent: string): string[] {
    const words = aside === "" ? [] : plain(aside, SENTENCE).split(" ");
    const lines = wrap(
      [`${plain(placeText(place))}${aside === "" ? "" : ":"}`, ...words],
      `${indent}  `,
      this.width,
      indent,
    );
    const where = source ? `${plain(source.file)}:${source.line}` : "";
    if (where === "") return lines;
    const fits = size(`${lines.at(-1)}  ${where}`) <= this.width;
    if (!fits) return [...lines, this.paint.dim(`${indent}in ${where}`)];
    return [...lines.slice(0, -1), `${lines.at(-1)}${this.paint.dim(`  ${where}`)}`];
  }

  private labelled(label: string, text: string, indent: string): string[] {
    if (text === "") return [];
    return wrap(plain(text, SENTENCE), `${indent}${" ".repeat(label.length)}`, this.width, `${indent}${label}`);
  }

  private label(lines: string[], label: string, indent: string): void {
    const last = lines.pop() ?? indent;
    const fits = size(`${last}  ${label}`) <= this.width;
    lines.push(...(fits ? [`${last}${this.paint.dim(`  ${label}`)}`] : [last, `${indent}${this.paint.dim(label)}`]));
  }
}

function withoutSource(place: Location): Location {
  return { ...place, source: undefined };
}

/** A drawn path may go on in the next line before each of its lines, coloured or not. */
const BEFORE_A_LINE = new RegExp(` (?=(?:${String.fromCodePoint(0x1b)}\\[\\d+m)?(?:──|…))`);
