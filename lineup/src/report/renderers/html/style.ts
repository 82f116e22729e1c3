/** Every colour of the page, light and dark; text on its ground has a contrast of 4.5 or more. */
export const COLOURS = {
  light: {
    ground: "#ffffff",
    panel: "#f5f7f9",
    text: "#1b2027",
    muted: "#57606a",
    line: "#d0d7de",
    way: "#4a5564",
    bad: "#b3261e",
    "bad-ground": "#fdeceb",
    unknown: "#855300",
    "unknown-ground": "#fff4dc",
    good: "#1a6b34",
    "good-ground": "#e6f5ea",
    focus: "#0b57d0",
  },
  dark: {
    ground: "#11151b",
    panel: "#1a2029",
    text: "#e6e9ee",
    muted: "#a3adba",
    line: "#3a4452",
    way: "#a9b4c2",
    bad: "#ff9187",
    "bad-ground": "#3a1a1a",
    unknown: "#f0bd55",
    "unknown-ground": "#33270f",
    good: "#74d391",
    "good-ground": "#15301f",
    focus: "#8ab4ff",
  },
} as const;

function variables(colours: Record<string, string>): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}

/** What is lit where something is pointed at needs a rule for each: style sheets cannot count. */
export function styleOf({ stations, paths }: { stations: number; paths: number }): string {
  const numbers = (many: number) => [...Array(many).keys()];
  const at = ":is(:hover,:focus-within)";
  const cards = numbers(stations).map((n) => `.s:has(.n${n}${at}) .c${n}`);
  const lit = numbers(paths).map((n) => `.part:has(.p${n}${at}) .l.p${n}`);
  return [
    PAGE,
    cards.length === 0 ? "" : `${cards.join(",")}{visibility:visible;z-index:3}`,
    lit.length === 0 ? "" : `${lit.join(",")}{stroke-width:3.5;opacity:1}`,
    "",
  ].join("\n");
}

const PAGE = `:root{color-scheme:light dark;${variables(COLOURS.light)}}
@media (prefers-color-scheme:dark){:root{${variables(COLOURS.dark)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:1440px;margin:0 auto;padding:0 20px}
header{padding-top:22px}
.command{margin:0;color:var(--muted);font-size:13px}
h1{font-size:21px;line-height:1.35;margin:6px 0 14px;font-weight:600}
h2{font-size:17px;margin:26px 0 4px;padding-top:18px;border-top:1px solid var(--line)}
h3{font-size:15px;margin:22px 0 6px}
h5{font-size:13px;margin:6px 0;color:var(--muted);font-weight:600}
h3.bad,span.bad{color:var(--bad)}h3.warning,h3.unknown,span.unknown,span.warning{color:var(--unknown)}span.good{color:var(--good)}
.about,.lead,.remark,.more,.kind,footer,.legend,.hint{color:var(--muted)}
.about{font-weight:400;font-size:14px}
.lead{margin:2px 0 10px}
.more,.legend,footer{font-size:13px}
.verdict{display:inline-block;border:2px solid currentcolor;border-radius:6px;padding:1px 10px;margin-right:6px;white-space:nowrap}
.verdict.small{font-size:12px;border-width:1.5px;padding:0 7px;vertical-align:2px}
.verdict.bad{color:var(--bad);background:var(--bad-ground)}
.verdict.warning,.verdict.unknown{color:var(--unknown);background:var(--unknown-ground)}
.verdict.good{color:var(--good);background:var(--good-ground)}
.verdict.neutral{color:var(--muted)}
code{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;unicode-bidi:isolate}
b,.message,.fix,summary{unicode-bidi:isolate}
a{color:inherit}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;margin:0;padding:0;font-size:14px}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.figures{display:grid;grid-template-columns:minmax(0,1fr);gap:16px;margin-top:12px}
@media (min-width:1000px){.figures.n2{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}
figure{margin:0;border:1px solid var(--line);border-radius:8px;min-width:0;display:flex;flex-direction:column}
figcaption{padding:8px 14px 0;font-weight:600}
.scroll{overflow-x:auto;padding:8px 6px;flex:1}
svg{display:block;margin:0 auto;max-width:100%;min-width:580px;height:auto;font-family:inherit}
svg text{fill:var(--text);unicode-bidi:isolate;direction:ltr;white-space:pre}
text.head{font-size:11px;fill:var(--muted);letter-spacing:.3px}
text.boxed{font-size:11px;fill:var(--muted);font-weight:600}
text.name{font-size:12px;font-weight:600}
text.said{font-size:11px;fill:var(--muted)}
.box{fill:var(--panel);stroke:var(--line);stroke-dasharray:4 3}
.n{outline:none;cursor:pointer}
.n .shape{fill:var(--ground);stroke:var(--way);stroke-width:1.4}
.n.cut .shape{stroke:var(--bad);stroke-width:2.4;fill:var(--bad-ground)}
.n.unknown .shape{stroke:var(--unknown);stroke-width:2.4;stroke-dasharray:5 3;fill:var(--unknown-ground)}
.n:hover .shape,.n:focus-visible .shape{stroke:var(--focus);stroke-width:3;stroke-dasharray:none}
.l{fill:none;stroke:var(--way);stroke-width:1.6}
.l.cut{stroke:var(--bad);stroke-width:2.6}
.l.unknown{stroke:var(--unknown);stroke-width:2;stroke-dasharray:6 4}
.l.beyond,.l .past{stroke:var(--muted);stroke-width:1.2;stroke-dasharray:2 4}
.tip{fill:var(--way);stroke:none}.unknown .tip{fill:var(--unknown)}
.badge rect{fill:var(--ground);stroke:var(--line)}
.badge text{font-size:10px;text-anchor:middle}
.badge.cut rect{fill:var(--bad);stroke:var(--bad)}.badge.cut text{fill:var(--ground);font-weight:700}
.badge.unknown rect{fill:var(--unknown-ground);stroke:var(--unknown)}.badge.unknown text{fill:var(--unknown);font-weight:700}
.cards{display:grid;border-top:1px solid var(--line);font-size:13.5px;max-height:16em;overflow-y:auto}
.card{grid-area:1/1;margin:0;padding:10px 14px;background:var(--panel);border-radius:0 0 8px 8px;visibility:hidden;z-index:1;min-width:0}
.card.hint,.card.first{visibility:visible}
.card:target{visibility:visible;z-index:2}
.cause{margin-top:3px}.cause b:first-child,.cause.cut b:first-child{color:var(--bad)}
.unknown .cause b:first-child,.cause.unknown b:first-child{color:var(--unknown)}.cause .fix b:first-child{color:inherit}
.legend{margin:6px 2px;display:flex;flex-wrap:wrap;gap:2px 18px}
.legend .cut{color:var(--bad)}.legend .unknown{color:var(--unknown)}
.ways{border:1px solid var(--line);border-radius:8px}
.way{border-top:1px solid var(--line);padding:7px 12px}.way:first-child{border-top:0}
summary{cursor:pointer}
.way:hover,.way:focus-within{background:var(--panel)}
.state{display:inline-block;font-weight:600;font-size:13.5px}
.state.blocked{color:var(--bad)}.state.unknown{color:var(--unknown)}.state.reachable{color:var(--good)}.state.absent{color:var(--muted)}
.addresses{margin:6px 0 0;font-size:13px;color:var(--muted)}
.numbers{color:var(--muted);font-size:13px}
.times{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:0 24px}
.hops{list-style:none;margin:8px 0 6px 4px;padding:0;font-size:14px}
.hop{position:relative;padding:0 0 9px 22px;border-left:2px solid var(--way);margin-left:6px}
.hop:last-child{border-left-color:transparent;padding-bottom:0}
.hop::before{content:"";position:absolute;left:-6px;top:6px;width:10px;height:10px;border-radius:50%;background:var(--ground);border:2px solid var(--way)}
.hop.cut::before{content:"✕";left:-9px;top:2px;width:16px;height:16px;border-color:var(--bad);background:var(--bad);color:var(--ground);font:700 11px/12px system-ui,sans-serif;text-align:center}
.hop.unknown::before{content:"?";left:-9px;top:2px;width:16px;height:16px;border-color:var(--unknown);background:var(--unknown-ground);color:var(--unknown);font:700 11px/12px system-ui,sans-serif;text-align:center}
.hop.cut,.hop.past{border-left-style:dashed;border-left-color:var(--line)}
.hop:last-child{border-left-color:transparent}
.hop.past .kind,.hop.past b{color:var(--muted)}
.points{padding-left:26px;margin:6px 0}
.points li{margin:0 0 12px}
.points li:target{background:var(--unknown-ground);outline:6px solid var(--unknown-ground)}
.where{font-size:13.5px}.source,code.name,code.at{color:var(--muted);font-size:12px}
.section summary h3{display:inline-block;margin:14px 0 2px}
footer{padding:26px 20px}
@media (max-width:700px){svg{max-width:none}}
@media print{:root{${variables(COLOURS.light)}}.cards,footer{display:none}details::details-content{content-visibility:visible;display:block}.way,.points li,figure{break-inside:avoid}svg{min-width:0}}
@media (forced-colors:active){.n .shape,.l,.box{stroke:CanvasText}.n:focus-visible .shape{stroke:Highlight}}`;
