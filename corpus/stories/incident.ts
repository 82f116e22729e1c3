import type { Story } from "../../watch/replay/story";
import { BEFORE, changed, DAY, normal, normalLines, probesFail, until, withValues } from "./normal";
import { answers, CONNECTED, fromOutside, latencies, line, PLACES, run, startups } from "./things";

/** Three days of the months that it lasted: more of the same is told once. */
const MINUTES = 3 * DAY;

/**
 * As it was: every start waits 7.51 s for Redis, gives up and is started anew a minute later, for months. The chat is
 * closed with 1011. Nobody was told; it was found by reading logs.
 */
export const incident: Story = {
  id: "incident",
  title: "The incident: no start succeeds, a minute apart, for months",
  minutes: MINUTES,
  breaks: BEFORE,
  page: "log-failed-start",
  tells: [
    "service-probe-failed",
    "uptime",
    "service-errors",
    "slo-availability-fast",
    "slo-availability-slow",
    "slo-websockets-fast",
    "slo-websockets-slow",
    "log-redis-timeout",
    "redis-probe-failed",
  ],
  mayTell: ["slo-redis-fast", "slo-redis-slow"],
  happens: (here) => ({
    series: changed(
      withValues(normal(here), /vpcaccess.*(sent|received)/, (now) => until(now, now.replace(/^\d+/, "60"))),
      ...probesFail(here, BEFORE),
      ...CONNECTED.flatMap((service) => [
        answers(service, "200", until("40 x*", "- x*")),
        answers(service, "503", until("- x*", "40 x*")),
        latencies(service, until("{120:36 400:4} x*", "- x*")),
        run(service, "container/startup_latencies", until("- x*", "- x*")),
        run(service, "container/instance_count", until("1 x*", "0 x*"), { state: "active" }),
        startups(service, false, until("- x*", "1 x*")),
        ...PLACES.map((place) => fromOutside(service, place, until("1 x*", "0 x*"))),
      ]),
      answers("backend", "101", until("4 x*", "4 x*")),
    ),
    lines: [
      ...normalLines(MINUTES),
      ...CONNECTED.flatMap((service) => [
        line(service, "Redis ping timeout after 7.51s", { from: BEFORE, to: MINUTES, every: 1 }),
        line(service, "Startup failed. Failed services: [redis]", { from: BEFORE, to: MINUTES, every: 1 }),
      ]),
      line("backend", "WebSocket closed: 1011 internal error", { from: BEFORE, to: MINUTES, every: 1, times: 4 }),
    ],
  }),
};
