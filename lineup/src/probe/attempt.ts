import { own } from "../inputs/blocks";
import { lastSegment } from "../values";
import { clocksApart } from "./clocks";
import type { ProbeFinding } from "./contract";
import { type Ended, followed } from "./follow";
import { hostGivenTo, type Job } from "./job";
import { type Logged, loggedBy } from "./log";
import type { Obstacle } from "./obstacles";
import { exitOf } from "./outcome";
import { ranAnother } from "./script";
import type { Session } from "./session";
import { type Running, type Started, start } from "./start";

/** What running a job came to: an exit code with what was logged, or why there is none. */
export type Attempt = { started: Started | undefined; findings: ProbeFinding[] } & (
  | { obstacle: Obstacle }
  | { exitCode: number; logged: Logged; host: string | undefined }
);

/** Grants take some minutes to be known everywhere: about four in all. */
const YOUNG_WAITS = [15_000, 30_000, 60_000, 60_000, 75_000];

/** A run whose container never started because something may not be read yet is repeated for a while. */
export async function attempted(session: Session, job: Job, running: Running): Promise<Attempt> {
  for (let tries = 0; ; tries += 1) {
    const attempt = await once(session, job, running);
    const findings = [...attempt.findings, ...(tries === 0 ? [] : [retried(job, tries, "obstacle" in attempt)])];
    if (!("obstacle" in attempt) || !attempt.obstacle.mayBeYoung) return { ...attempt, findings };
    const wait = YOUNG_WAITS[tries];
    if (wait === undefined) return { ...attempt, findings };
    session.say(
      `${job.name} did not start (${attempt.obstacle.code}): a grant may be young, trying again in ${wait / 1_000} s`,
    );
    await session.wait(wait);
  }
}

function retried(job: Job, tries: number, isInVain: boolean): ProbeFinding {
  const times = tries === 1 ? "once" : `${tries} times`;
  return {
    code: "RETRIED",
    message: isInVain
      ? `the job ${job.name} was tried ${times} more within four minutes, in case that a grant was young: it stays so`
      : `the job ${job.name} was tried ${times} more: it could not start at first, as where a grant is some minutes old`,
    ...{ meanings: [], fix: "" },
  };
}

async function once(session: Session, job: Job, running: Running): Promise<Attempt> {
  const started = await start(session, job, running);
  if ("code" in started) return { started: undefined, findings: [], obstacle: started };
  const findings = started.wasLost ? [wasLost(job)] : [];
  const ended = await followed(session, job, started);
  if ("code" in ended) return { started, findings, obstacle: ended };
  running.delete(started);
  const all = [...findings, ...ended.findings, ...repeats(ended)];
  const other = ranAnother(ended.execution, lastSegment(ended.path));
  if (other) return { started, findings: all, obstacle: other };
  const exitCode = exitOf(ended);
  if (typeof exitCode !== "number") return { started, findings: all, obstacle: exitCode };
  const logged = await loggedBy(session, job, ended, exitCode);
  const host = hostGivenTo(ended.execution);
  return { started, findings: [...all, ...clocksApart(ended, logged)], exitCode, logged, host };
}

function wasLost(job: Job): ProbeFinding {
  return {
    code: "ANSWER_LOST",
    message: `Google's answer to the start of ${job.name} was lost: its execution is the only one that began since`,
    ...{ meanings: [], fix: "" },
  };
}

/** A second try hides what the first one found. */
function repeats({ execution }: Ended): ProbeFinding[] {
  const times = own(execution, "retriedCount");
  if (typeof times !== "number" || times < 1) return [];
  const message = `Cloud Run tried the task ${times} more times: the path does not hold every time`;
  return [
    {
      code: "TASK_RETRIED",
      message,
      meanings: [],
      fix: "set maxRetries of the job to 0, so that the first answer counts",
    },
  ];
}
