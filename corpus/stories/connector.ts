import type { Story } from "../../watch/replay/story";
import { BEFORE, changed, HOUR, normal, normalLines, probesFail, until } from "./normal";
import { BY_PROBE, CONNECTED, connector, denied, line } from "./things";

const MINUTES = 6 * HOUR;
const since = { from: BEFORE, to: MINUTES, every: 1 };

export const connectorStories: readonly Story[] = [
  {
    id: "connector-at-limit",
    title: "The connector has all its machines, and they carry what they can",
    minutes: MINUTES,
    breaks: BEFORE,
    tells: ["connector-full", "connector-cpu", "connector-throughput"],
    happens: (here) => ({
      series: changed(
        normal(here),
        // Ten machines are the most that a connector can have; the busiest form of them carries 16 Gbit/s.
        connector("instances", until("2 x*", "10 x*")),
        connector("cpu/utilizations", until("{0.2:50 0.3:10} x*", "{0.85:20 0.97:40} x*")),
        connector("sent_bytes_count", until("240000 x*", "114000000000 x*")),
      ),
      lines: normalLines(MINUTES),
    }),
  },
  {
    id: "connector-one-way",
    title: "Packets leave the connector and none comes back",
    minutes: MINUTES,
    breaks: BEFORE,
    page: "connector-one-way",
    tells: ["log-redis-timeout"],
    mayTell: BY_PROBE,
    happens: (here) => ({
      series: changed(
        normal(here),
        connector("sent_packets_count", until("1800 x*", "240 x*")),
        connector("received_packets_count", until("1700 x*", "- x*")),
        connector("received_bytes_count", until("900000 x*", "- x*")),
        ...probesFail(here, BEFORE),
      ),
      lines: [
        ...normalLines(MINUTES),
        ...CONNECTED.map((service) => line(service, "Redis ping timeout after 5s", since)),
      ],
    }),
  },
  {
    id: "firewall-rule",
    title: "A firewall rule drops what goes to Redis, and its log says so",
    minutes: MINUTES,
    breaks: BEFORE,
    page: "log-redis-timeout",
    tells: ["firewall-denied"],
    mayTell: BY_PROBE,
    happens: (here) => ({
      series: changed(normal(here), ...probesFail(here, BEFORE)),
      lines: [
        ...normalLines(MINUTES),
        line("backend", "Redis ping timeout after 5s", since),
        denied(here.machine, here.tls ? 6378 : 6379, since),
      ],
    }),
  },
];
