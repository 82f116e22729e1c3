import { isIP } from "node:net";
import { phaseOf } from "../../../probe/phases";
import { own } from "../inputs/blocks";
import { lastSegment } from "../values";
import type { Beside } from "./beside";
import type { Obstacle } from "./conditions";
import type { Probed, ProbeFinding } from "./contract";
import { type Ended, followed } from "./follow";
import { containerOf, executedIn, type Job, settingOf } from "./jobs";
import { type Logged, loggedBy } from "./log";
import { ARRIVED_THOUGH_BLOCKED, askedAnother, meaningOf } from "./meanings";
import { exitOf } from "./outcome";
import { notTheProbe, ranAnother } from "./script";
import type { Session } from "./session";
import { type Started, start } from "./start";

/** Executions that have begun and not ended, for whoever has to cancel them. */
export type Running = Set<Started>;

/** Runs one job, and judges what came of it. */
export async function probed(
  session: Session,
  job: Job,
  running: Running,
  comparing?: Promise<Beside | undefined>,
): Promise<Probed> {
  const { name, region, service = null } = job;
  const about = { service, job: name, region };
  const other = notTheProbe(job);
  if (other) return { ...about, verdict: "unknown", ...other, findings: [] };
  const attempt = await attempted(session, job, running);
  const { started, findings } = attempt;
  const beside = await comparing;
  const host = "host" in attempt ? attempt.host : hostOf(job);
  const verify = beside?.pathOf(job, host);
  const execution = started?.execution === undefined ? {} : { execution: lastSegment(started.execution) };
  const known = { ...about, ...execution, ...(verify ? { verify } : {}) };
  if ("obstacle" in attempt) {
    const { code, message, fix } = attempt.obstacle;
    return { ...known, verdict: "unknown", code, message, ...(fix === "" ? {} : { fix }), findings };
  }
  const { exitCode, logged } = attempt;
  const judged = judgedBy(exitCode, logged);
  const more: ProbeFinding[] = [
    ...findings,
    ...(beside && !verify ? [noPath(job)] : []),
    ...("missing" in logged ? [logged.missing] : []),
  ];
  const another =
    judged.verdict === "reachable" ? anotherRedis(judged.result?.target?.host ?? host, job, beside) : undefined;
  if (another) {
    return { ...known, ...judged, verdict: "unknown", exitCode, findings: [...more, another] };
  }
  if (judged.verdict === "blocked" && judged.phase) {
    more.push(meaningOf(judged.phase, judged.code, verify?.verdict));
  } else if (judged.verdict === "reachable" && verify?.verdict === "blocked") {
    return { ...known, ...judged, verdict: "unknown", exitCode, findings: [...more, ARRIVED_THOUGH_BLOCKED] };
  }
  return { ...known, ...judged, exitCode, findings: more };
}

/** Where both are addresses: a name may lead to any. */
function anotherRedis(host = "", job: Job, beside: Beside | undefined): ProbeFinding | undefined {
  const hosts = isIP(host) === 0 ? undefined : beside?.hostsOf(job);
  if (hosts === undefined || hosts.length === 0 || hosts.includes(host)) return undefined;
  return askedAnother(host, hosts);
}

function noPath({ name, service }: Job): ProbeFinding {
  const message = `verify finds no path of ${service ?? name} in what was judged, so nothing is held beside this probe`;
  return { code: "NO_PATH_BESIDE", message, meanings: [], fix: "name a state or an inventory of this environment" };
}

type Judgement = Pick<Probed, "verdict" | "phase" | "code" | "message" | "fix" | "result">;

/** The exit code comes from Cloud Run; a line of the log adds words to it, and never turns it around. */
function judgedBy(exitCode: number, logged: Logged): Judgement {
  if ("contradicts" in logged) {
    return {
      verdict: "unknown",
      code: "LOG_CONTRADICTS",
      message: `a line in the log says that it is of this execution, and does not fit the exit code ${exitCode} of its task: ${logged.contradicts}. It is not believed`,
      fix: "look who may write logs in this project, and run the probe again",
    };
  }
  const result = "result" in logged ? logged.result : undefined;
  const said = result ? { result } : {};
  if (exitCode === 0) {
    return {
      verdict: "reachable",
      message: result?.message ?? "every phase passed: the task ended with exit code 0",
      ...said,
    };
  }
  const phase = phaseOf(exitCode);
  if (phase === undefined) {
    return {
      verdict: "unknown",
      code: result?.code ?? "EXIT_CODE",
      message: result?.message ?? `exit code ${exitCode} is none of the script's: something else ended the container`,
      fix: "run the probe again; where this stays, look at the log of the execution",
      ...said,
    };
  }
  const message = result?.message ?? `the probe stopped at ${phase}: its task ended with exit code ${exitCode}`;
  return { verdict: "blocked", phase, ...(result?.code === undefined ? {} : { code: result.code }), message, ...said };
}

type Attempt = { started: Started | undefined; findings: ProbeFinding[] } & (
  | { obstacle: Obstacle }
  | { exitCode: number; logged: Logged; host: string | undefined }
);

/** Grants take some minutes to be known everywhere: about four in all. */
const YOUNG_WAITS = [15_000, 30_000, 60_000, 60_000, 75_000];

/** A run whose container never started because something may not be read yet is repeated for a while. */
async function attempted(session: Session, job: Job, running: Running): Promise<Attempt> {
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
  // What it was given, which somebody may have changed since the job was read.
  const host = settingOf(executedIn(ended.execution), "REDIS_HOST");
  return { started, findings: all, exitCode, host, logged: await loggedBy(session, job, ended, exitCode) };
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

export const hostOf = (job: Job) => settingOf(containerOf(job), "REDIS_HOST");
