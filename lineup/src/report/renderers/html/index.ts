import { createHash } from "node:crypto";
import { count } from "../../../text/words";
import type { Picture } from "../../picture";
import type { Remark, Report, ReportPart, Section, Tone } from "../../report";
import { upperFirst } from "../../words";
import { worstFirst } from "../points";
import { between, html, Markup } from "./markup";
import { picturesMarkup, picturesOf } from "./pictures";
import { Causes, more, pointList } from "./points";
import { styleOf } from "./style";
import { LISTED, MARKS, waysMarkup } from "./ways";

const TONES: Record<Tone, string> = {
  bad: MARKS.blocked,
  unknown: MARKS.unknown,
  good: MARKS.reachable,
  warning: "!",
  neutral: MARKS.absent,
};
const SHOWN_NAMES = 100;
const SHOWN_PARTS = 50;

/** One page that needs nothing but itself: no script, no font, no picture from elsewhere, and no way to load one. */
export function renderHtml({ command, headline, parts }: Report, { quiet }: { quiet: boolean }): string {
  const shown = parts.slice(0, SHOWN_PARTS);
  const drawn = shown.map(picturesOf);
  const stations = Math.max(0, ...drawn.flat().map(({ nodes }) => nodes.size));
  const paths = Math.max(0, ...shown.map(({ routes }) => Math.min(LISTED, routes.length)));
  const style = styleOf({ stations, paths });
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const page = html`<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>${headline.word} - ${command}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header class="${headline.tone}">
<p class="command">${command}</p>
<h1><span class="verdict ${headline.tone}"><span aria-hidden="true">${TONES[headline.tone]} </span>${headline.word}</span> <span class="sentence">${upperFirst(headline.sentence)}.</span></h1>
${shown.length > 1 ? html`<nav aria-label="inputs"><ul>${shown.map((part, index) => html`<li><a href="#i${index}"><span class="${part.headline.tone}">${TONES[part.headline.tone]}</span> ${part.file}</a></li>`)}</ul></nav>` : ""}
</header>
<main>
${shown.map((part, index) => partMarkup(part, drawn[index] ?? [], `i${index}`, parts.length === 1, quiet))}
${more(parts.length - SHOWN_PARTS, "input")}
</main>
<footer><p>This page is complete in itself: it loads nothing and runs no script. <code>--format json</code> has everything that is folded here.</p></footer>
</body>
</html>
`;
  return page.text;
}

function partMarkup(
  part: ReportPart,
  pictures: readonly Picture[],
  id: string,
  isOnly: boolean,
  quiet: boolean,
): Markup {
  const { file, about, headline, routes, snapshots, unknown, sections, remarks } = part;
  const numbered = worstFirst(
    routes.map((route, number) => ({ route, number })),
    ({ route }) => route,
  ).filter(({ route }) => !(quiet && route.state === "reachable"));
  const rankOf = new Map(numbered.slice(0, LISTED).map(({ number }, rank) => [number, rank]));
  const blocking = new Causes(routes.flatMap(({ state, causes }) => (state === "blocked" ? causes : [])));
  const rest = routes.flatMap(({ state, causes, undecided }) => [...(state === "blocked" ? [] : causes), ...undecided]);
  const open = new Causes(
    rest.filter((point) => blocking.numberOf(point) === undefined),
    blocking.next,
  );
  const isDrawn = snapshots.some(({ topology }) => topology.services.length + topology.targets.length > 0);
  return html`<section class="part" id="${id}">
<h2>${isOnly ? "" : html`<span class="verdict small ${headline.tone}">${headline.word}</span> `}${file}${about === "" ? "" : html` <span class="about">${about}</span>`}</h2>
${isOnly || headline.sentence === "" ? "" : html`<p class="lead">${upperFirst(headline.sentence)}.</p>`}
${isDrawn ? picturesMarkup(part, { pictures, rankOf, id }) : ""}
${isDrawn ? LEGEND : ""}
${numbered.length === 0 ? "" : html`<h3>${count(numbered.length, "path")}, hop by hop</h3><div class="ways">${waysMarkup(numbered, snapshots, [blocking, open], id)}</div>`}
${remarks.filter(({ minor }) => !(quiet && minor)).map(remarkMarkup)}
${blocking.groups.length === 0 ? "" : html`<h3 class="bad">Why</h3>${blocking.list(id)}`}
${open.groups.length + unknown.length === 0 ? "" : html`<h3 class="unknown">Unknown</h3>${open.groups.length === 0 ? "" : open.list(id)}${unknown.length === 0 ? "" : pointList(unknown, "open question")}`}
${sections.map((section) => sectionMarkup(section, quiet))}
</section>
`;
}

const LEGEND = html`<p class="legend"><span class="open">→ open</span> <span class="cut">✕ cut: the packet gets no further</span> <span class="unknown">? unknown</span> <span class="past">┄ behind a cut</span> <span>Point at a station or a path, or go to it with the Tab key</span></p>`;

function remarkMarkup({ text, names }: Remark): Markup {
  const shown = names.slice(0, SHOWN_NAMES).map((name) => html`<code>${name}</code>`);
  const rest = names.length > shown.length ? html` and ${names.length - shown.length} more` : "";
  return html`<p class="remark">${upperFirst(text)} ${between(html`, `, shown)}${rest}</p>`;
}

function sectionMarkup({ title, tone, noun, points, isDetail }: Section, quiet: boolean): Markup {
  const kept = points.filter(({ minor }) => !(quiet && minor));
  if (kept.length === 0) return html``;
  const mark = tone === "neutral" ? "" : html`<span aria-hidden="true">${TONES[tone]} </span>`;
  const heading = html`<h3 class="${tone}">${mark}${title} (${kept.length})</h3>`;
  if (!isDetail) return html`${heading}${pointList(kept, noun)}`;
  return html`<details class="section"><summary>${heading}</summary>${pointList(kept, noun)}</details>`;
}
