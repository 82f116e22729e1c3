import { count } from "../../../text/words";
import { pictureOf } from "../../network-picture";
import type { Node, Picture } from "../../picture";
import { placeText, type ReportPart } from "../../report";
import { causesAt, stateOf } from "./causes-at";
import { html, type Markup } from "./markup";
import { KINDS, svgOf } from "./svg";

/** More rows than this are no picture any more. Callers beside each other on the same way are drawn as one. */
const MOST = { paths: 40, alike: 3, looseEnds: 12 };
const ALONE = { column: 168, gap: 86 };
const BESIDE = { column: 118, gap: 56 };
const COLUMNS = ["service", "connector", "rule", "target"] as const;
const SHOWN_CAUSES = 3;

export interface Drawing {
  pictures: readonly Picture[];
  /** The place of a path in the list below; undefined where it is not in it. */
  rankOf: ReadonlyMap<number, number>;
  id: string;
}

export function picturesOf({ snapshots }: ReportPart): Picture[] {
  return snapshots.map((snapshot) => pictureOf([snapshot], MOST));
}

/** The network at each time that is looked at, beside each other; what a station has to say is below. */
export function picturesMarkup({ file, snapshots }: ReportPart, { pictures, rankOf, id }: Drawing): Markup {
  const shapesIn = new Set(pictures.flatMap(({ nodes }) => [...nodes.values()].map(({ shape }) => shape)));
  const measure = {
    ...(snapshots.length > 1 ? BESIDE : ALONE),
    shapes: COLUMNS.filter((shape) => shapesIn.has(shape)),
  };
  const figures = snapshots.map((snapshot, index) => {
    const picture = pictures[index] as Picture;
    const stations = [...picture.nodes.values()].filter(({ shape }) => shape !== "note");
    const numberOf = new Map(stations.map(({ key }, number) => [key, number]));
    const own = `${id}-s${index}`;
    const title = snapshot.title === "" ? `The network of ${file}` : `The network of ${file} ${snapshot.title}`;
    const first =
      stations.find((node) => stateOf(node, picture) === "cut") ??
      stations.find((node) => stateOf(node, picture) === "unknown");
    const notes = [...picture.nodes.values()].filter(({ shape }) => shape === "note");
    return html`<figure class="s">
${snapshot.title === "" ? "" : html`<figcaption>${snapshot.title}</figcaption>`}
${stations.length === 0 ? "" : html`<div class="scroll" tabindex="0" role="group" aria-label="${title}">${svgOf({ picture, title, measure, id: own, numberOf, rankOf })}</div>`}
${notes.map(({ lines }) => html`<p class="more">${lines}</p>`)}
<div class="cards">${first === undefined ? html`<p class="card hint">Point at a station, or go to it with the Tab key: what is known of it is said here.</p>` : ""}
${stations.map((node, number) => cardMarkup(node, picture, `${own}-c${number}`, number, node === first))}</div>
</figure>`;
  });
  return html`<div class="figures n${figures.length}">${figures}</div>`;
}

/** What is known of a station, and what is wrong on the way to it. */
function cardMarkup(node: Node, picture: Picture, id: string, number: number, isFirst: boolean): Markup {
  const [name = "", ...details] = node.lines;
  const causes = causesAt(node, picture);
  const shown = causes
    .slice(0, SHOWN_CAUSES)
    .map(
      ({ state, cause }) =>
        html`<div class="cause ${state}"><b>${state === "cut" ? "✕ cut here:" : "? unknown here:"}</b> ${cause.message}${cause.fix === "" ? "" : html`<div class="fix"><b>Fix:</b> ${cause.fix}</div>`}<code>${placeText(cause)}</code></div>`,
    );
  const rest =
    causes.length > shown.length ? html`<div class="more">and ${causes.length - shown.length} more</div>` : "";
  const used = node.paths.size === 0 ? "on no declared path" : `on ${count(node.paths.size, "path")}`;
  const what = [KINDS[node.shape], ...details, used].join(" · ");
  return html`<div class="card c${number}${isFirst ? html` first` : ""}" id="${id}" tabindex="-1"><b>${name}</b> <span class="kind">${what}</span>${node.address === "" || node.address === name ? "" : html`<div><code>${node.address}</code></div>`}${shown}${rest}</div>
`;
}
