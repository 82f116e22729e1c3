import type { Story } from "../../watch/replay/story";
import { changed, DAY, normal, normalLines } from "./normal";
import { CONNECTED, night, probeLine, probeRuns } from "./things";

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
      series: changed(normal(here), ...CONNECTED.map((service) => probeRuns(service, "succeeded", "1 x1 - x*"))),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "probe-fails",
    title: "The nightly probe does not reach Redis, and nothing else has noticed",
    minutes: MINUTES,
    breaks: DAY,
    page: "redis-probe-failed",
    happens: (here) => ({
      series: changed(
        normal(here),
        probeRuns("backend", "succeeded", `1 x1 - x*`),
        probeRuns("backend", "failed", `- x${DAY} [1${" -".repeat(DAY - 1)}] x*`),
      ),
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
