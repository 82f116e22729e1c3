import { type Cost, texts } from "./measure";

/** Exit 1 only where a goal is missed by far: a busy machine must not fail a build. */
const BY_FAR = 1.5;
/** Garbage collection uses other cores, so it slows down when they are busy. */
const TIME_BY_FAR = 2;

export interface Row {
  text: string[];
  far?: boolean;
}

export function judged(what: string, value: number, goal: number, from = "", byFar = BY_FAR): Row {
  const verdict = Number(value.toFixed(2)) <= goal ? "met" : value <= goal * byFar ? "missed" : "missed by far";
  return { text: [what, value.toFixed(2), `(goal ${goal}) ${verdict}`, from], far: !(value <= goal * byFar) };
}

/** What one thing costs against another, both measured in this run. */
export function ratios(of: string, both: readonly [Cost, Cost], goals: { time: number; memory: number }): Row[] {
  const [one, other] = both;
  const row = (what: string, key: keyof Cost, goal: number, byFar: number) =>
    judged(`${what} of ${of}`, one[key] / other[key], goal, texts(key, both), byFar);
  return [row("time", "milliseconds", goals.time, TIME_BY_FAR), row("memory", "megabytes", goals.memory, BY_FAR)];
}

export function print(rows: readonly Row[]): void {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row.text[column]?.length ?? 0)));
  for (const { text } of rows) console.log(text.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  if (rows.some(({ far }) => far)) process.exitCode = 1;
}
