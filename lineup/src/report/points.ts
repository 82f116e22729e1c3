import type { Cause } from "../reachability/path";
import type { ReportedCause, ReportedFinding, ReportedPath, Source } from "./contract";

/** Something to read and to act on: said once, however many places it is true of. */
export interface Point {
  places: { address: string; attribute: string; source: Source | undefined }[];
  name: string;
  message: string;
  fix: string;
}

/** Every cause of these paths once, in the order in which they are met, under a number. */
export class Numbered {
  private readonly numbers = new Map<string, number>();
  readonly blocking: { number: number; point: Point }[] = [];
  readonly undecided: { number: number; point: Point }[] = [];

  constructor(paths: readonly ReportedPath[]) {
    for (const { verdict, causes } of paths) if (verdict === "blocked") this.add(causes, this.blocking);
    for (const { verdict, causes } of paths) if (verdict === "unknown") this.add(causes, this.undecided);
    for (const { undecided } of paths) this.add(undecided, this.undecided);
  }

  of(cause: Cause): number | undefined {
    return this.numbers.get(keyOf(cause));
  }

  get count(): number {
    return this.numbers.size;
  }

  private add(causes: readonly ReportedCause[], list: { number: number; point: Point }[]): void {
    for (const cause of causes) {
      const key = keyOf(cause);
      if (this.numbers.has(key)) continue;
      const number = this.numbers.size + 1;
      this.numbers.set(key, number);
      const { address, attribute, source, code, message, fix } = cause;
      list.push({ number, point: { places: [{ address, attribute, source }], name: code, message, fix } });
    }
  }
}

function keyOf({ code, address, attribute, message }: Cause): string {
  return JSON.stringify([code, address, attribute, message]);
}

/** Findings that say the same of several places, as one. */
export function grouped(findings: readonly ReportedFinding[]): Point[] {
  const points = new Map<string, Point>();
  for (const { rule, message, fix, address, attribute, source } of findings) {
    const key = JSON.stringify([rule, message, fix]);
    const point = points.get(key) ?? { places: [], name: rule, message, fix };
    point.places.push({ address, attribute, source });
    points.set(key, point);
  }
  return [...points.values()];
}

/** What reachable paths rest on, once each. */
export function assumptionsOf(paths: readonly ReportedPath[]): string[] {
  return [...new Set(paths.filter(({ verdict }) => verdict === "reachable").flatMap((path) => path.assumptions))];
}

/** Blocked before unknown before reachable, else as they came. */
export function worstFirst(paths: readonly ReportedPath[]): ReportedPath[] {
  const order = ["blocked", "unknown", "reachable"];
  return [...paths].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}

export function placeText({ address, attribute }: { address: string; attribute: string }): string {
  return attribute === "" ? address : `${address}.${attribute}`;
}
