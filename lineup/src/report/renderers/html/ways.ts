import { type DrawnPath, stationsOf } from "../../hops";
import { placeText, type Route, type Snapshot } from "../../report";
import { html, type Markup } from "./markup";
import { type Causes, more } from "./points";

const SHOWN = 200;
export const LISTED = 60;
/** Beyond that a page that is all open is longer than anybody reads. */
const OPEN = 12;

export const MARKS = { blocked: "✕", unknown: "?", reachable: "✓", absent: "–" } as const;
const STATES = { blocked: "blocked", unknown: "unknown", reachable: "reachable", absent: "not declared" } as const;

export interface NumberedRoute {
  route: Route;
  number: number;
}

/** Each path from station to station. Many that arrive are folded: nobody has to act on them. */
export function waysMarkup(
  routes: readonly NumberedRoute[],
  snapshots: readonly Snapshot[],
  causes: readonly Causes[],
  id: string,
): Markup {
  const rows = routes.slice(0, SHOWN).map((one, index) => ({ one, row: rowMarkup(one, index, snapshots, causes, id) }));
  const rest = more(routes.length - SHOWN, "path");
  const arriving = rows.filter(({ one }) => one.route.state === "reachable");
  if (arriving.length <= OPEN) return html`${rows.map(({ row }) => row)}${rest}`;
  const others = rows.filter(({ one }) => one.route.state !== "reachable");
  const number = routes.filter(({ route }) => route.state === "reachable").length;
  return html`${others.map(({ row }) => row)}<details class="way"><summary><span class="state reachable"><span aria-hidden="true">${MARKS.reachable}</span> ${number} paths arrive</span></summary>${arriving.map(({ row }) => row)}${rest}</details>`;
}

function rowMarkup(
  { route, number }: NumberedRoute,
  index: number,
  snapshots: readonly Snapshot[],
  causes: readonly Causes[],
  id: string,
): Markup {
  const paths = snapshots.map(({ paths }) => paths[number]);
  const summary = summaryMarkup(route, paths, causes);
  const hops = index < LISTED ? snapshots.map((snapshot) => hopsMarkup(snapshot, number, causes, id)) : [];
  if (hops.every(({ text }) => text === "")) return html`<div class="way ${route.state}">${summary}</div>`;
  const lit = index < LISTED ? html` p${index}` : "";
  const isOpen = index < OPEN && route.state !== "reachable";
  return html`<details class="way ${route.state}${lit}"${isOpen ? html` open=""` : ""}><summary>${summary}</summary>${addressesMarkup(route)}<div class="times">${hops}</div></details>
`;
}

function summaryMarkup(route: Route, snapshots: readonly (DrawnPath | undefined)[], causes: readonly Causes[]): Markup {
  const { from, to, port, state, outcome, causes: points, undecided } = route;
  const path = snapshots.findLast((one) => one !== undefined);
  const [first, last] = path ? [stationsOf(path)[0]?.label, stationsOf(path).at(-1)?.label] : [];
  const target = `${to ?? "an address of no known Redis"}${port === null ? "" : ` tcp:${port}`}`;
  const numbers = [
    ...new Set([...points, ...undecided].flatMap((one) => causes.flatMap((it) => it.numberOf(one) ?? []))),
  ];
  const why = numbers.length === 0 ? "" : html` <span class="numbers">why: ${numbers.slice(0, 8).join(", ")}</span>`;
  return html`<span class="state ${state}"><span aria-hidden="true">${MARKS[state]}</span> ${outcome === "" ? STATES[state] : outcome}</span> <span class="ends"><b>${first ?? from}</b> <span class="to">→</span> <b>${last ?? target}</b></span>${why}`;
}

/** What the input calls the two ends. */
function addressesMarkup({ from, previousFrom, to }: Route): Markup {
  const moved = previousFrom === undefined ? "" : html` (was <code>${previousFrom}</code>)`;
  return html`<p class="addresses"><code>${from}</code>${moved} → ${to === null ? "an address of no known Redis" : html`<code>${to}</code>`}</p>`;
}

function hopsMarkup({ title, paths }: Snapshot, number: number, causes: readonly Causes[], id: string): Markup {
  const path = paths[number];
  const heading = title === "" ? "" : html`<h5>${title}</h5>`;
  if (path === undefined) return title === "" ? html`` : html`<div>${heading}<p class="more">not declared</p></div>`;
  const stations = stationsOf(path);
  const cut = stations.findIndex(({ cuts }) => cuts.length > 0);
  const items = stations.map(({ hop, label, text, cuts, doubts }, index) => {
    const state = cuts.length > 0 ? "cut" : path.verdict === "unknown" && doubts.length > 0 ? "unknown" : "";
    const isBeyond = cut >= 0 && index > cut;
    const said = [...new Map([...cuts, ...doubts].map((cause) => [`${cause.code} ${cause.message}`, cause])).values()];
    const lines = said.map((cause) => {
      const number = causes.flatMap((one) => one.numberOf({ ...cause, name: cause.code }) ?? [])[0];
      const link = number === undefined ? "" : html` <a href="#${id}-w${number}">why ${number}</a>`;
      return html`<div class="cause"><b>${cuts.includes(cause) ? "✕ cut here:" : "? unknown here:"}</b> ${cause.message} <code class="at">${placeText(cause)}</code>${link}</div>`;
    });
    const what = isBeyond ? "not reached" : state === "cut" ? "" : withoutName(text, label);
    return html`<li class="hop ${state}${isBeyond ? html` past` : ""}"><b>${label}</b> <span class="kind">${hop === "entry" ? "way in" : hop}${what === "" ? "" : html` · ${what}`}</span>${lines}</li>`;
  });
  return html`<div>${heading}<ol class="hops">${items}</ol></div>`;
}

/** "orders-api in europe-west1" below "orders-api" is "in europe-west1". */
function withoutName(text: string, name: string): string {
  return text === name ? "" : text.startsWith(`${name} in `) ? text.slice(name.length + 1) : text;
}
