import { type Cost, texts } from "./measure";

export interface Row {
  text: string[];
  /** Undefined where nothing was promised. */
  isMet?: boolean;
}

/** A goal that is missed says so and by how much: it is what is aimed at, and is not moved to where the program is. */
export function judged(what: string, value: number, goal: number, from = ""): Row {
  const isMet = Number(value.toFixed(2)) <= goal;
  const verdict = isMet ? "met" : `MISSED by ${((value / goal - 1) * 100).toFixed()} %`;
  return { text: [what, value.toFixed(2), `goal ${goal}: ${verdict}`, from], isMet };
}

/** What one thing costs against another, both measured in this run. */
export function ratios(of: string, both: readonly [Cost, Cost], goals: { time: number; memory?: number }): Row[] {
  const [one, other] = both;
  const row = (what: string, key: keyof Cost, goal: number) =>
    judged(`${what} of ${of}`, one[key] / other[key], goal, texts(key, both));
  const memory = goals.memory === undefined ? [] : [row("memory", "megabytes", goals.memory)];
  return [row("time", "milliseconds", goals.time), ...memory];
}

/** Missing a goal fails nothing: a machine may be busy. The last line counts, and `.ci/run` says it again. */
export function print(rows: readonly Row[]): void {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row.text[column]?.length ?? 0)));
  for (const { text } of rows)
    console.log(
      text
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  const count = (wanted: boolean) => rows.filter(({ isMet }) => isMet === wanted).length;
  console.log(`goals: ${count(true)} met, ${count(false)} missed`);
}
