import type { ReportedInput, ReportedPath, VerifyReport } from "./contract";
import { drawPath, firstLabel, size } from "./draw";
import { type Paint, paintWith, wrap } from "./layout";
import { plain } from "./plain";
import { assumptionsOf, grouped, Numbered, type Point, placeText, worstFirst } from "./points";
import { count, KINDS, pathsInWords, SEVERITIES, shortly, summary } from "./words";

const WIDTH = 110;
const SENTENCE = 400;
const SHOWN_PLACES = 6;
const SHOWN_ASSUMPTIONS = 4;

const MARKS = { blocked: "✗", unknown: "?", reachable: "✓", none: "-" } as const;
const TONES = { blocked: "red", unknown: "yellow", reachable: "green", none: "yellow" } as const;

/** What a person reads on a terminal: first where it is cut, then why and what to do, then everything else. */
export function renderText(report: VerifyReport, { colour, quiet }: { colour: boolean; quiet: boolean }): string {
  const paint = paintWith(colour);
  const blocks = report.inputs.map((input) => inputBlock(input, paint, quiet));
  const last = wrap(`${shortly(report.verdict)}: ${summary(report)}`, "  ", WIDTH, "");
  const tone = paint[TONES[report.verdict]];
  return `${[...blocks, last.map((line) => tone(line))].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function inputBlock(input: ReportedInput, paint: Paint, quiet: boolean): string[] {
  const numbered = new Numbered(input.paths);
  const tone = paint[TONES[input.verdict]];
  const sections = [
    pathLines(quiet ? input.paths.filter(({ verdict }) => verdict !== "reachable") : input.paths, numbered, paint),
    section("Why", numbered.blocking, numbered, paint),
    section("What cannot be told", numbered.undecided, numbered, paint),
    quiet ? [] : assumptionLines(input.paths, paint),
    ...SEVERITIES.filter((severity) => !(quiet && severity === "note")).map((severity) =>
      findingLines(input, severity, paint),
    ),
  ];
  return [
    `${tone(`${MARKS[input.verdict]} ${shortly(input.verdict)}`)}  ${plain(input.file)} (${KINDS[input.kind]}): ${pathsInWords(input.paths, input.verdict)}`,
    ...sections.filter((lines) => lines.length > 0).flatMap((lines) => ["", ...lines]),
  ];
}

function pathLines(paths: readonly ReportedPath[], numbered: Numbered, paint: Paint): string[] {
  const firstWidth = Math.min(40, Math.max(0, ...paths.map((path) => size(firstLabel(path)))));
  const numberOf = (cause: ReportedPath["causes"][number]) => (numbered.count > 1 ? numbered.of(cause) : undefined);
  return worstFirst(paths).map((path) => {
    const reach = Math.max(0, firstWidth - size(firstLabel(path)));
    const drawn = drawPath(path, { numberOf, paint, firstWidth, width: WIDTH - 4 - reach });
    return `  ${paint[TONES[path.verdict]](MARKS[path.verdict])} ${drawn}`;
  });
}

function section(
  title: string,
  points: readonly { number: number; point: Point }[],
  numbered: Numbered,
  paint: Paint,
): string[] {
  if (points.length === 0) return [];
  const margin = "    ".length + `${numbered.count}. `.length;
  return [
    `  ${title}`,
    ...points.flatMap(({ number, point }) =>
      pointLines(point, `    ${`${number}.`.padEnd(margin - 4)}`, " ".repeat(margin), paint),
    ),
  ];
}

/** Where it is, what is wrong with it, what to do, and the name to look up. */
function pointLines({ places, name, message, fix }: Point, first: string, indent: string, paint: Paint): string[] {
  const shown = places.slice(0, SHOWN_PLACES).flatMap((place, index) => {
    const where = `${index === 0 ? first : indent}${plain(placeText(place))}`;
    const source = place.source ? `${plain(place.source.file)}:${place.source.line}` : "";
    if (source === "") return [where];
    const fits = size(`${where}  ${source}`) <= WIDTH;
    return fits ? [`${where}${paint.dim(`  ${source}`)}`] : [where, paint.dim(`${indent}in ${source}`)];
  });
  const more = places.length - SHOWN_PLACES;
  const fixLines = fix === "" ? [] : wrap(plain(fix, SENTENCE), `${indent}     `, WIDTH, `${indent}fix: `);
  const lines = [...wrap(plain(message, SENTENCE), indent, WIDTH), ...fixLines];
  const label = `  [${plain(name)}]`;
  const end = lines.length - 1;
  const fits = size(`${lines[end]}${label}`) <= WIDTH;
  return [
    ...shown,
    ...(more > 0 ? [`${indent}and ${more} more`] : []),
    ...lines.map((line, index) => (index === end && fits ? `${line}${paint.dim(label)}` : line)),
    ...(fits ? [] : [`${indent}${paint.dim(label.trim())}`]),
  ];
}

function assumptionLines(paths: readonly ReportedPath[], paint: Paint): string[] {
  const assumptions = assumptionsOf(paths);
  if (assumptions.length === 0) return [];
  const more = assumptions.length - SHOWN_ASSUMPTIONS;
  return [
    "  This holds if",
    ...assumptions.slice(0, SHOWN_ASSUMPTIONS).flatMap((text) => wrap(plain(text), "      ", WIDTH, "    - ")),
    ...(more > 0 ? [`    - and ${count(more, "more assumption")}: --format json lists them`] : []),
  ].map((line) => paint.dim(line));
}

function findingLines(input: ReportedInput, severity: (typeof SEVERITIES)[number], paint: Paint): string[] {
  const findings = input.findings.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return [];
  const tone = { error: paint.red, warning: paint.yellow, note: paint.dim }[severity];
  return [
    `  ${tone(count(findings.length, severity))}`,
    ...grouped(findings).flatMap((point) => pointLines(point, "    - ", "      ", paint)),
  ];
}
