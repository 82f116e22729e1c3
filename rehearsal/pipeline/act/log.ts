import type { Result } from "../workflow/play";

/** A line of act's log, as far as it is read. */
interface Line {
  jobID?: string;
  job?: string;
  matrix?: Record<string, string>;
  step?: string;
  stage?: string;
  stepResult?: string;
  jobResult?: string;
  command?: string;
  arg?: string;
  content?: string;
  raw_output?: boolean;
  msg?: string;
}

export interface ActJob {
  id: string;
  name: string;
  result: Result;
  /** The steps that have failed, with the last lines of each. */
  failed: string[];
  /** What annotations say: errors alone. */
  errors: string[];
  /** All that its steps have printed. */
  output: string;
  summary: string;
}

/** The jobs of a run, in the order in which they began. One that act has not begun is not there. */
export function jobsIn(log: string): ActJob[] {
  const jobs = new Map<string, ActJob>();
  const printed = new Map<string, string[]>();
  for (const line of log.split("\n").flatMap(read)) {
    if (line.jobID === undefined) continue;
    const key = `${line.jobID} ${JSON.stringify(line.matrix ?? {})}`;
    const job = jobs.get(key) ?? begun(line, jobs, key);
    const step = `${key} ${line.stage} ${line.step}`;
    if (line.raw_output) {
      job.output += line.msg ?? "";
      printed.set(step, [...(printed.get(step) ?? []), line.msg ?? ""]);
    }
    if (line.command === "error") job.errors.push((line.arg ?? "").replaceAll("\n", " "));
    if (line.command === "summary") job.summary += line.content ?? "";
    // A step is named by its first line; what it has printed may be logged after how it has ended.
    if (line.stepResult === "failure") job.failed.push(step);
    if (line.jobResult) job.result = line.jobResult as Result;
  }
  for (const [key, job] of jobs)
    job.failed = job.failed.map((step) => described(step.slice(key.length + 1), printed.get(step)));
  return [...jobs.values()];
}

function begun({ jobID = "", job: name = "" }: Line, jobs: Map<string, ActJob>, key: string): ActJob {
  const job: ActJob = {
    ...{ id: jobID, name: name.replace(/^[^/]*\//, "").trim(), result: "failure", failed: [], errors: [] },
    ...{ output: "", summary: "" },
  };
  jobs.set(key, job);
  return job;
}

function described(step: string, printed: string[] = []): string {
  const last = printed.join("").trim().split("\n").slice(-5).join("\n    ");
  return `${step.split("\n")[0]}\n    ${last}`;
}

function read(text: string): Line[] {
  if (!text.startsWith("{")) return [];
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}
