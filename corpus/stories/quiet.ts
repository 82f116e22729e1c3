import type { Story } from "../../watch/replay/story";
import { changed, DAY, HOUR, normal, normalLines, withValues } from "./normal";
import {
  answers,
  CONNECTED,
  connector,
  latencies,
  line,
  probeLine,
  redis,
  run,
  SERVICES,
  type Service,
  startups,
} from "./things";

const DAYS = 14;
const MINUTES = DAYS * DAY;

const days = (day: string) => Array.from({ length: DAYS }, () => day).join(" ");
/** The night, the day and the evening: from half past midnight, when drift has been looked for. */
const daily = (night: string, day: string, evening: string) => days(`${night} x420 ${day} x660 ${evening} x360`);
/** Every second working day somebody deploys, at three in the afternoon. */
const DEPLOY = 15 * HOUR;
const atDeploys = (value: string, otherwise = "-") =>
  Array.from(
    { length: DAYS / 2 },
    () => `${otherwise} x${DEPLOY} ${value} x2 ${otherwise} x${2 * DAY - DEPLOY - 2}`,
  ).join(" ");
/** Sunday, four in the morning: Redis is maintained, and away for two minutes. */
const MAINTENANCE = 4 * HOUR;
const weekly = (now: string, gap: string) =>
  Array.from({ length: DAYS / 7 }, () => `${now} x${MAINTENANCE} ${gap} ${now} x${7 * DAY - MAINTENANCE - 2}`).join(
    " ",
  );

/**
 * Two weeks in which nothing is wrong: nights without users, on which services scale down, seven deploys with their
 * starts, a peak each day, single errors, the maintenance of Redis on both Sundays, a checker that fails once. Whoever is
 * told something here will not look the next time.
 */
export const quiet: Story = {
  id: "quiet-fortnight",
  title: "A quiet fortnight: deploys, nights, two maintenances",
  minutes: MINUTES,
  happens: (here) => ({
    series: changed(
      withValues(normal(here), /server\/uptime/, (now) => weekly(now.split(" ")[0] ?? "", "- x2")),
      redis("clients/connected", daily("12", "60", "30"), { role: "primary" }),
      redis("stats/memory/usage_ratio", days("0.3..0.62 x1080 0.62..0.3 x360"), { role: "primary" }),

      connector("sent_packets_count", daily("300", "9000", "2400")),
      connector("received_packets_count", daily("280", "8800", "2300")),
      connector("cpu/utilizations", daily("{0.1:60}", "{0.4:50 0.7:10}", "{0.2:60}")),
      ...SERVICES.flatMap((service) => ofService(service)),
      answers("backend", "101", daily("-", "6", "2")),
      // One in three hundred: nobody is perfect.
      ...SERVICES.map((service) =>
        answers(service, "500", daily("-", `[1${" -".repeat(4)}]`, `[1${" -".repeat(29)}]`)),
      ),
    ),
    lines: [
      ...normalLines(MINUTES),
      line("backend", "WebSocket closed: 1001 going away", { from: 0, to: MINUTES, every: 11 }),
      line("auth", "Redis reconnected after 0.4s", { from: MAINTENANCE, to: MINUTES, every: 7 * DAY }),
      ...(here.tls ? CONNECTED.map((service) => probeLine(service, 3000, { from: 0, to: MINUTES, every: DAY })) : []),
    ],
  }),
};

function ofService(service: Service) {
  const scalesToZero = service === "frontend";
  return [
    answers(service, "200", daily(scalesToZero ? "-" : "6", "60", "20")),
    latencies(service, daily(scalesToZero ? "-" : "{110:6}", "{130:52 700:7 2400:1}", "{120:20}")),
    run(service, "container/instance_count", daily(scalesToZero ? "-" : "1", "2", "1"), { state: "active" }),
    run(service, "container/instance_count", atDeploys("2", "1"), { state: "idle" }),
    run(service, "container/startup_latencies", atDeploys("{9000:1 14000:1}")),
    startups(service, true, atDeploys("1")),
  ];
}
