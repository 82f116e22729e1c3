import type { Story } from "../../watch/replay/story";
import { BEFORE, changed, HOUR, normal, normalLines, probesFail, until, withValues } from "./normal";
import { answers, BY_PROBE, CONNECTED, line, redis } from "./things";

const MINUTES = 6 * HOUR;
const since = { from: BEFORE, to: MINUTES, every: 1 };
const PRIMARY = { role: "primary" };

export const redisStories: readonly Story[] = [
  {
    id: "redis-deleted",
    title: "Redis is deleted",
    minutes: MINUTES,
    breaks: BEFORE,
    page: "redis-silent",
    tells: ["log-redis-timeout"],
    mayTell: ["service-errors", "slo-availability-fast", "slo-availability-slow", ...BY_PROBE],
    happens: (here) => ({
      series: changed(
        withValues(normal(here), /^redis\./, (now) => until(now, "- x*")),
        ...probesFail(here, BEFORE),
        ...CONNECTED.map((service) => answers(service, "500", until("- x*", "8 x*"))),
      ),
      lines: [
        ...normalLines(MINUTES),
        ...CONNECTED.map((service) => line(service, "Redis ping timeout after 5s", since)),
      ],
    }),
  },
  {
    id: "redis-moved",
    title: "Redis has another name, and the old one has no address",
    minutes: MINUTES,
    breaks: BEFORE,
    page: "log-redis-timeout",
    happens: (here) => ({
      series: normal(here),
      lines: [
        ...normalLines(MINUTES),
        line("backend", "Error -3 connecting to redis.internal:6379. Temporary failure in name resolution.", since),
      ],
    }),
  },
  {
    id: "memory-ramp",
    title: "Memory grows until Redis is full, in three hours",
    minutes: MINUTES,
    breaks: BEFORE,
    tells: ["redis-memory", "redis-system-memory"],
    happens: (here) => ({
      series: withValues(normal(here), /memory.*usage_ratio/, (now) => until(now, `${now.split(" ")[0]}..1 x180 1 x*`)),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "auth-rotated",
    title: "The AUTH string is rotated: what is connected stays, what connects is refused",
    minutes: MINUTES,
    breaks: BEFORE,
    page: "log-redis-auth",
    happens: (here) => ({
      series: normal(here),
      lines: [
        ...normalLines(MINUTES),
        line("backend", "WRONGPASS invalid username-password pair or user is disabled.", {
          ...since,
          from: BEFORE + 2,
          every: 7,
        }),
      ],
    }),
  },
  {
    id: "clients-refused",
    title: "Connections leak until Redis refuses clients",
    minutes: MINUTES,
    breaks: BEFORE + 120,
    page: "redis-refused",
    tells: ["redis-connections"],
    happens: (here) => ({
      series: changed(
        normal(here),
        redis("clients/connected", until("24 x*", "24..65000 x120 65000 x*"), PRIMARY),
        redis("stats/reject_connections_count", until("0 x*", "0 x120 [9 4 0] x*"), PRIMARY),
      ),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "busy-thread",
    title: "A slow command keeps Redis's only thread busy",
    minutes: MINUTES,
    breaks: BEFORE,
    tells: ["redis-cpu"],
    happens: (here) => ({
      series: changed(
        normal(here),
        redis("stats/cpu_utilization_main_thread", until("3 x*", "52 x*"), {
          ...PRIMARY,
          space: "user",
          relationship: "parent",
        }),
      ),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "failover",
    title: "Redis fails over: the replica becomes the primary, connections are reset once",
    minutes: MINUTES,
    breaks: BEFORE,
    needs: "replica",
    tells: ["redis-failover"],
    happens: (here) => ({
      series: changed(
        // The node that was the primary starts anew, and is away for two minutes.
        withValues(normal(here), /server\/uptime/, (now) => until(now, "- x2 0..20000 x*")),
        redis("server/uptime", "500000 x*", { role: "replica" }, "node-1"),
        redis("replication/role", until("1 x*", "- x2 0 x*")),
        redis("replication/role", until("0 x*", "1 x*"), {}, "node-1"),
      ),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "replica-behind",
    title: "The replica falls behind, more and more",
    minutes: MINUTES,
    breaks: BEFORE,
    needs: "replica",
    tells: ["redis-lag"],
    happens: (here) => ({
      series: changed(normal(here), redis("replication/master/slaves/lag", until("0 x*", "0..300 x*"), PRIMARY)),
      lines: normalLines(MINUTES),
    }),
  },
];
