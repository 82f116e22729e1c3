import { growthExponent, median } from "./statistics";
import { judged, type Row } from "./table";

interface Growing {
  of: string;
  sizes: readonly number[];
  /** How often each size is measured. */
  runs: (size: number) => number;
  cost: (size: number) => number;
  goal: number;
}

/** In one process, warmed up: how the cost grows with the size. 1 is linear, 2 is quadratic. */
export function growth({ of, sizes, runs, cost, goal }: Growing): Row[] {
  for (let run = 0; run < 5; run++) cost(sizes[0] ?? 0);
  const points = sizes.map((size) => ({
    size,
    cost: median(Array.from({ length: runs(size) }, () => cost(size))),
  }));
  return [
    ...points.map(({ size, cost }) => ({ text: [`${size} ${of}`, `${((cost / size) * 1000).toFixed(1)} µs each`] })),
    judged(`growth with the number of ${of}, exponent`, growthExponent(points), goal),
  ];
}
