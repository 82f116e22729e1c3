import { textAt } from "../google/answer";
import type { ProbeFinding } from "./contract";
import type { Ended } from "./follow";
import type { Logged } from "./log";

/** The line is written while the execution runs; clocks that are well differ by less. */
const ALLOWED = 60_000;

/** Whether the container and Google disagree about the time. The verdict hangs on neither; certificates do. */
export function clocksApart({ execution }: Ended, logged: Logged): ProbeFinding[] {
  if (!("result" in logged)) return [];
  const [said, begun, ended] = [logged.result.at, textAt(execution, "createTime"), textAt(execution, "completionTime")];
  const [at = Number.NaN, from = Number.NaN, to = Number.NaN] = [said, begun ?? "", ended ?? ""].map(Date.parse);
  const apart = Math.max(from - at, at - to);
  if (!(apart > ALLOWED)) return [];
  const which = at < from ? "slow" : "fast";
  return [
    {
      code: "CLOCK_SKEW",
      message: `the clock of the container is ${Math.round(apart / 1_000)} s ${which} against Google's times of the execution: the time in its line is not to be relied on`,
      meanings: ["a certificate that looks expired or not yet valid may be neither"],
      fix: "run the probe again; where this stays, compare the times in the log of the execution",
    },
  ];
}
