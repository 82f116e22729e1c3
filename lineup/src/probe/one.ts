import { isIP } from "node:net";
import { phaseOf } from "../../../probe/phases";
import { lastSegment } from "../values";
import { attempted } from "./attempt";
import type { Beside } from "./beside";
import type { Probed, ProbeFinding } from "./contract";
import { hostOf, type Job } from "./job";
import type { Logged } from "./log";
import { ARRIVED_THOUGH_BLOCKED, askedAnother, meaningOf } from "./meanings";
import { notTheProbe } from "./script";
import type { Session } from "./session";
import type { Running } from "./start";

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
    more.push(typable(session, job, meaningOf(judged.phase, judged.code, verify?.verdict)));
  } else if (judged.verdict === "reachable" && verify?.verdict === "blocked") {
    return {
      ...known,
      ...judged,
      verdict: "unknown",
      exitCode,
      findings: [...more, typable(session, job, ARRIVED_THOUGH_BLOCKED)],
    };
  }
  return { ...known, ...judged, exitCode, findings: more };
}

/** With the names that are known, so that its commands can be typed. */
function typable({ project }: Session, { region }: Job, finding: ProbeFinding): ProbeFinding {
  return { ...finding, fix: finding.fix.replaceAll("PROJECT", project).replaceAll("REGION", region) };
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
