import { count } from "../../../text/words";
import { type Location, type Point, placeText } from "../../report";
import { grouped, type PointGroup, shownOf } from "../points";
import { between, html, type Markup, whole } from "./markup";

const SHOWN_PLACES = 12;
const SHOWN_POINTS = 200;

/** Causes of paths, each once under a number; what is said decides, not where. */
export class Causes {
  readonly groups: readonly PointGroup[];
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(
    points: readonly Point[],
    private readonly first = 1,
  ) {
    this.groups = grouped(points);
    this.numbers = new Map(this.groups.map(({ point }, index) => [keyOf(point), index + first]));
  }

  numberOf(said: Pick<Point, "name" | "message" | "fix">): number | undefined {
    return this.numbers.get(keyOf(said));
  }

  get next(): number {
    return this.first + this.groups.length;
  }

  list(id: string): Markup {
    const items = this.groups
      .slice(0, SHOWN_POINTS)
      .map((group, index) => html`<li id="${id}-w${this.first + index}">${pointBody(group)}</li>`);
    return html`<ol start="${this.first}" class="points">${items}</ol>${more(this.groups.length - SHOWN_POINTS, "cause")}`;
  }
}

function keyOf({ name, message, fix }: Pick<Point, "name" | "message" | "fix">): string {
  return JSON.stringify([name, message, fix]);
}

export function pointList(points: readonly Point[], noun: string): Markup {
  const groups = grouped(points);
  const most = shownOf(points, SHOWN_POINTS);
  const items = groups.slice(0, most).map((group) => html`<li>${pointBody(group)}</li>`);
  return html`<ul class="points">${items}</ul>${more(groups.length - most, noun)}`;
}

export function more(left: number, noun: string): Markup {
  return left > 0 ? html`<p class="more">and ${count(left, `more ${noun}`)}: --format json lists them</p>` : html``;
}

/** What is wrong, where, why and what to do about it. */
function pointBody({ point, places }: PointGroup): Markup {
  const { name, aside, message, because, fix, commands, isWhole } = point;
  const each = [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
  const shown = each.slice(0, shownOf([point], SHOWN_PLACES)).map(placeMarkup);
  const rest = each.length > shown.length ? html` and ${each.length - shown.length} more` : "";
  const where =
    shown.length === 0
      ? ""
      : html`<div class="where">${between(html`, `, shown)}${rest}${aside === "" ? "" : html`: <b>${aside}</b>`}</div>`;
  return html`${message === "" ? "" : html`<div class="message">${isWhole ? whole(message) : message}</div>`}${where}${because === "" ? "" : html`<div class="because"><b>Because:</b> ${because}</div>`}${fix === "" ? "" : html`<div class="fix"><b>Fix:</b> ${fix}</div>`}${commands.length === 0 ? "" : commands.map((command) => html`<pre>${whole(command)}</pre>`)}${name === "" ? "" : html`<code class="name">${name}</code>`}`;
}

function placeMarkup(place: Location): Markup {
  const { source } = place;
  const line = source ? html` <span class="source">${source.file}:${source.line}</span>` : "";
  return html`<code>${placeText(place)}</code>${line}`;
}
