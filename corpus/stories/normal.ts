import type { Here, ToldLines, ToldSeries } from "../../watch/replay/story";
import {
  answers,
  CONNECTED,
  connector,
  fromOutside,
  latencies,
  night,
  PLACES,
  probeRuns,
  redis,
  run,
  SERVICES,
} from "./things";

/** An hour before anything happens: what is steady has been so for a while. */
export const BEFORE = 60;
export const HOUR = 60;
export const DAY = 24 * HOUR;

/**
 * An environment in which nothing is wrong, all day the same. It begins just after a night: drift was looked for, and the
 * probes have run.
 */
export function normal(here: Here): ToldSeries[] {
  const { isReplicated } = here;
  return [
    ...redisNode("node-0", isReplicated ? "primary" : undefined),
    ...(isReplicated ? redisNode("node-1", "replica") : []),
    connector("cpu/utilizations", "{0.2:50 0.3:10} x*"),
    connector("instances", "2 x*"),
    connector("sent_packets_count", "1800 x*"),
    connector("received_packets_count", "1700 x*"),
    connector("sent_bytes_count", "240000 x*"),
    connector("received_bytes_count", "900000 x*"),
    ...SERVICES.flatMap((service) => [
      answers(service, "200", "40 x*"),
      answers(service, "404", "[1 - - -] x*"),
      latencies(service, "{120:36 400:4} x*"),
      run(service, "container/instance_count", "1 x*", { state: "active" }),
      run(service, "container/instance_count", "1 x*", { state: "idle" }),
      ...PLACES.map((place) => fromOutside(service, place, "1 x*")),
    ]),
    // A WebSocket is counted when it ends.
    answers("backend", "101", "4 x*"),
    ...CONNECTED.map((service) => probeRuns(service, "succeeded", probed(here))),
  ];
}

/** One run of a probe each time that it is started, from this minute on; the first is in minute 0. */
function probed({ probedEveryMinutes: every }: Here, from = 0): string {
  const wait = (every - (from % every)) % every;
  return `- x${wait} [1${" -".repeat(every - 1)}] x*`;
}

/** Probes find the path as long as it is there. */
export function probesFail(here: Here, from: number, services = CONNECTED): ToldSeries[] {
  return services.flatMap((service) => [
    probeRuns(service, "succeeded", `[1${" -".repeat(here.probedEveryMinutes - 1)}] x${from} - x*`),
    probeRuns(service, "failed", `- x${from} ${probed(here, from)}`),
  ]);
}

export function normalLines(minutes: number): ToldLines[] {
  return [night({ from: 0, to: minutes, every: DAY })];
}

function redisNode(node: string, role: string | undefined): ToldSeries[] {
  const labels = { role: role ?? "primary" };
  const level = (metric: string, values: string) => redis(metric, values, labels, node);
  return [
    level("server/uptime", "500000 x*"),
    level("stats/memory/usage_ratio", "0.35 x*"),
    level("stats/memory/system_memory_usage_ratio", "0.4 x*"),
    level("clients/connected", "24 x*"),
    level("stats/reject_connections_count", "0 x*"),
    ...["user", "system"].map((space) =>
      redis("stats/cpu_utilization_main_thread", "3 x*", { ...labels, space, relationship: "parent" }, node),
    ),
    ...(role === undefined ? [] : [redis("replication/role", `${role === "primary" ? 1 : 0} x*`, {}, node)]),
    ...(role === "primary" ? [level("replication/master/slaves/lag", "0 x*")] : []),
  ];
}

/** What is said of a series here holds instead of what was said before. */
export function changed(before: readonly ToldSeries[], ...after: readonly ToldSeries[]): ToldSeries[] {
  const keyOf = ({ metric, labels, resource }: ToldSeries) => JSON.stringify([metric, labels ?? {}, resource]);
  return [...new Map([...before, ...after].map((one) => [keyOf(one), one])).values()];
}

/** Of every series of a metric, its values instead of these. */
export function withValues(
  before: readonly ToldSeries[],
  metric: RegExp,
  values: (now: string) => string,
): ToldSeries[] {
  return before.map((one) => (metric.test(one.metric) ? { ...one, values: values(one.values) } : one));
}

/** As it was until something happens, and something else from then on. */
export const until = (was: string, is: string, before = BEFORE) => `${was.replace(/x\*$/, `x${before}`)} ${is}`;
