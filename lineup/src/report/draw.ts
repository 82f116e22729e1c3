import type { Cause, Hop } from "../reachability/path";
import { type DrawnPath, type Station, stationsOf } from "./hops";
import type { Paint } from "./layout";

const SHORTEST = 16;

export interface Drawing {
  /** The number under which a cause is explained; undefined where no number is needed. */
  numberOf(cause: Cause): number | undefined;
  paint: Paint;
  width: number;
  /** The width of the first name, so that lines below each other are aligned. */
  firstWidth: number;
}

/** `orders-api ── orders-conn ──╳ firewall rule lockdown … Redis cache tcp:6379` */
export function drawPath(path: DrawnPath, drawing: Drawing): string {
  const parts = shorten(partsOf(stationsOf(path), path, drawing), drawing.width);
  return parts
    .map(({ line, label, numbers, tone }, index) => {
      const reach = index === 1 ? "─".repeat(Math.max(0, drawing.firstWidth - size(parts[0]?.label ?? ""))) : "";
      const mark = line.startsWith("─") ? `${reach}${line}` : line;
      const paint = tone ? drawing.paint[tone] : (text: string) => text;
      return index === 0 ? label : ` ${paint(`${mark} ${label}${numbers}`)}`;
    })
    .join("");
}

export function firstLabel(path: DrawnPath): string {
  return stationsOf(path)[0]?.label ?? "";
}

interface Part {
  hop: Hop;
  line: string;
  label: string;
  numbers: string;
  tone: "red" | "yellow" | undefined;
}

function partsOf(stations: Station[], { verdict }: DrawnPath, { numberOf }: Drawing): Part[] {
  const firstCut = stations.findIndex(({ cuts }) => cuts.length > 0);
  const shown = stations.filter((station, index) => {
    const isEnd = index === stations.length - 1;
    return firstCut < 0 || index <= firstCut || isEnd || station.cuts.length > 0;
  });
  return shown.map((station) => {
    const isCut = station.cuts.length > 0;
    const isDoubted = verdict === "unknown" && station.doubts.length > 0;
    const beyond = firstCut >= 0 && stations.indexOf(station) > firstCut;
    const numbers = (isCut ? station.cuts : isDoubted ? station.doubts : []).flatMap((cause) => numberOf(cause) ?? []);
    return {
      hop: station.hop,
      line: isCut ? "──╳" : isDoubted ? "──?" : beyond ? "…" : "──",
      label: (isCut || isDoubted) && station.isRule ? `firewall ${station.label}` : station.label,
      numbers: numbers.length > 0 ? ` (${[...new Set(numbers)].join(", ")})` : "",
      tone: isCut ? "red" : isDoubted ? "yellow" : undefined,
    };
  });
}

/** Takes what is too much from names that nothing is wrong with; where that is not enough, they stay whole. */
function shorten(parts: Part[], width: number): Part[] {
  if (excess(parts, width) === 0) return parts;
  const brief = parts.map((part) => (part.hop === "peering" ? { ...part, label: "peering" } : part));
  let shorter = brief;
  for (const longest of brief.filter(mayShrink).sort((a, b) => size(b.label) - size(a.label))) {
    const left = Math.max(SHORTEST, size(longest.label) - excess(shorter, width));
    shorter = shorter.map((part) => (part === longest ? { ...part, label: middle(part.label, left) } : part));
  }
  return excess(shorter, width) === 0 ? shorter : brief;
}

function mayShrink({ hop, tone, label }: Part): boolean {
  return tone === undefined && (hop === "entry" || hop === "firewall") && size(label) > SHORTEST;
}

function excess(parts: readonly Part[], width: number): number {
  const drawn = parts.reduce((sum, { line, label, numbers }) => sum + size(`${line}${label}${numbers}`) + 2, 0);
  return Math.max(0, drawn - 2 - size(parts[0]?.line ?? "") - width);
}

/** Both ends of a name tell more than its beginning alone. */
export function middle(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  const kept = length - 1;
  return `${characters.slice(0, Math.ceil(kept / 2)).join("")}…${characters.slice(characters.length - Math.floor(kept / 2)).join("")}`;
}

export function size(text: string): number {
  return [...text].length;
}
