import type { Story } from "../../watch/replay/story";
import { BEFORE, changed, HOUR, normal, normalLines, until } from "./normal";
import { answers, fromOutside, latencies, PLACES, run } from "./things";

const MINUTES = 6 * HOUR;

export const serviceStories: readonly Story[] = [
  {
    id: "errors-after-deploy",
    title: "After a deploy half of the backend's answers are errors",
    minutes: MINUTES,
    breaks: BEFORE,
    tells: ["service-errors", "slo-availability-fast", "slo-availability-slow"],
    happens: (here) => ({
      series: changed(
        normal(here),
        answers("backend", "200", until("40 x*", "20 x*")),
        answers("backend", "500", until("- x*", "20 x*")),
      ),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "few-requests",
    title: "Both of two requests fail, of a service that nobody uses at night",
    minutes: MINUTES,
    happens: (here) => ({
      series: changed(
        normal(here).filter(({ metric, resource }) => !isFrontend(metric, resource.labels)),
        answers("frontend", "500", until("- x*", "[1 - 1 - - - - - - - - - - - - - - - - -] x*")),
      ),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "slow-answers",
    title: "Every answer of the backend takes three seconds",
    minutes: MINUTES,
    breaks: BEFORE,
    tells: ["slo-latency-fast", "slo-latency-slow"],
    happens: (here) => ({
      series: changed(normal(here), latencies("backend", until("{120:36 400:4} x*", "{3000:38 3600:2} x*"))),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "slow-start",
    title: "The backend takes nearly as long to start as its startup probe waits",
    minutes: MINUTES,
    breaks: BEFORE,
    tells: ["service-startup"],
    happens: (here) => ({
      series: changed(normal(here), run("backend", "container/startup_latencies", until("- x*", "{170000:1} x1 - x*"))),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "no-more-instances",
    title: "Auth has as many instances as it may have",
    minutes: MINUTES,
    breaks: BEFORE,
    tells: ["service-instances"],
    happens: (here) => ({
      series: changed(
        normal(here),
        run("auth", "container/instance_count", until("1 x*", "20 x*"), { state: "active" }),
      ),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "not-from-outside",
    title: "Nobody gets in: the name of the backend points elsewhere",
    minutes: MINUTES,
    breaks: BEFORE,
    page: "uptime",
    happens: (here) => ({
      series: changed(
        normal(here),
        answers("backend", "200", until("40 x*", "- x*")),
        ...PLACES.map((place) => fromOutside("backend", place, until("1 x*", "0 x*"))),
      ),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "one-place",
    title: "One place in the world cannot reach the backend",
    minutes: MINUTES,
    happens: (here) => ({
      series: changed(normal(here), fromOutside("backend", "apac-singapore", until("1 x*", "0 x*"))),
      lines: normalLines(MINUTES),
    }),
  },
];

const isFrontend = (metric: string, labels: Readonly<Record<string, string>>) =>
  metric.includes("request_count") && String(labels.service_name).includes("frontend");
