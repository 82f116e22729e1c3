import type { Happened } from "../../../watch/replay/replay";
import type { TimeSeries } from "../../../watch/replay/time-series";

/** What happened until it was repaired, and then an ordinary time: in one, with the same series. */
export function followedBy(broken: Happened, repairedAt: number, ordinary: Happened): Happened {
  const before = new Map(broken.series.map((series) => [keyOf(series), series]));
  const after = new Map(ordinary.series.map((series) => [keyOf(series), series]));
  const nothing = (minutes: number) => Array.from({ length: minutes }, () => undefined);
  return {
    minutes: repairedAt + ordinary.minutes,
    series: [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
      const [one, other] = [before.get(key), after.get(key)];
      const labels = one ?? other;
      if (!labels) return [];
      const values = [
        ...(one?.values.slice(0, repairedAt) ?? nothing(repairedAt)),
        ...(other?.values.slice(0, ordinary.minutes) ?? nothing(ordinary.minutes)),
      ];
      return [{ ...labels, values }];
    }),
    lines: [
      ...broken.lines.map(({ entry, at }) => ({ entry, at: at.filter((minute) => minute < repairedAt) })),
      ...ordinary.lines.map(({ entry, at }) => ({ entry, at: at.map((minute) => minute + repairedAt) })),
    ],
  };
}

function keyOf({ metric, resource }: TimeSeries): string {
  const sorted = (labels: Readonly<Record<string, string>>) => Object.entries(labels).sort();
  return JSON.stringify([metric.type, sorted(metric.labels), resource.type, sorted(resource.labels)]);
}
