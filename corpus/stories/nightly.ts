import type { Story } from "../../watch/replay/story";
import { changed, DAY, normal, normalLines, probesFail } from "./normal";
import { CONNECTED, night, probeLine } from "./things";

/** The night that does not come is the second one: it breaks a day after the first. */
const MINUTES = 3 * DAY;

export const nightlyStories: readonly Story[] = [
  {
    id: "drift-stopped",
    title: "The nightly drift does not run any more",
    minutes: MINUTES,
    breaks: DAY,
    tells: ["drift-silent"],
    happens: (here) => ({ series: normal(here), lines: [night({ from: 0, to: 1, every: DAY })] }),
  },
  {
    id: "probes-stopped",
    title: "The probes do not run any more",
    minutes: MINUTES,
    breaks: DAY,
    tells: ["probe-silent"],
    happens: (here) => ({
      series: normal(here).map((one) =>
        one.metric.includes("completed_execution_count")
          ? { ...one, values: one.values.replace(/x\*$/, `x${DAY} - x*`) }
          : one,
      ),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "probe-fails",
    title: "A probe does not reach Redis, and nothing else has noticed",
    minutes: MINUTES,
    breaks: DAY,
    page: "redis-probe-failed",
    tells: ["slo-redis-fast", "slo-redis-slow"],
    happens: (here) => ({
      series: changed(normal(here), ...probesFail(here, DAY, ["backend"])),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "ca-expires",
    title: "The CA of Redis has two months left",
    minutes: MINUTES,
    breaks: DAY,
    needs: "tls",
    tells: ["redis-ca"],
    happens: (here) => ({
      series: normal(here),
      lines: [
        ...normalLines(MINUTES),
        ...CONNECTED.flatMap((service) =>
          [60, 59, 58].map((days, place) =>
            probeLine(service, days, { from: place * DAY, to: place * DAY + 1, every: 1 }),
          ),
        ),
      ],
    }),
  },
];
