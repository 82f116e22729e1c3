import { argsOf, COMMAND, SCRIPT_SHA256 } from "../../../probe/command";
import { PROBE_LABEL } from "../../../probe/job";
import { exitCodeOf, PHASES, type Phase } from "../../../probe/phases";
import type { Request, Send } from "../../src/google/send";
import { type Compared, probeAll } from "../../src/probe/all";
import type { ProbeReport } from "../../src/probe/contract";
import { sessionOf } from "../../src/probe/session";
import type { Running } from "../../src/probe/start";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into JSON of every shape
export type Json = any;
export const PROJECT = "acme-staging";
export const REGION = "europe-west1";
const at = `projects/${PROJECT}/locations/${REGION}`;
export const T0 = "2026-11-29T10:00:00Z";

export const jobPath = (name: string) => `${at}/jobs/${name}`;

/** A job as Cloud Run lists it. */
export function job(service: string, change: Json = {}, container: Json = {}): Json {
  return {
    name: jobPath(`${service}-probe`),
    labels: { [PROBE_LABEL]: service, environment: "staging" },
    createTime: T0,
    updateTime: T0,
    template: {
      taskCount: 1,
      template: {
        maxRetries: 0,
        timeout: "50s",
        containers: [
          {
            image: "node",
            command: COMMAND,
            args: argsOf(),
            env: [
              { name: "REDIS_HOST", value: "10.166.0.3" },
              { name: "REDIS_PORT", value: "6379" },
            ],
            ...container,
          },
        ],
      },
    },
    ...change,
  };
}

/** The line that the script writes. */
export function line(execution: string, phase?: Phase, code = "ETIMEDOUT", change: Json = {}): Json {
  const passed = phase ? PHASES.slice(0, PHASES.indexOf(phase) + 1) : PHASES;
  return {
    schema: "lineup/probe/1",
    message: phase ? `stopped at ${phase}` : "PING answered in 0.4 ms by 10.166.0.3:6379",
    verdict: phase ? "blocked" : "reachable",
    ...(phase ? { phase, code } : {}),
    script: SCRIPT_SHA256,
    execution,
    at: "2026-11-29T10:00:07.000Z",
    ms: 12,
    target: { host: "10.166.0.3", port: 6379, tls: false, auth: true },
    phases: passed.map((name) => ({ name, ok: name !== phase, ms: 1 })),
    ...change,
  };
}

export const refusal = (status: number, code: string, message = "no", details: Json[] = []) => ({
  status,
  body: { error: { code: status, status: code, message, details } },
});

type Answer = { status?: number; body?: Json } | "lost";
/** What is answered instead; undefined leaves the answer to the rest. */
export type Instead = (request: Request, path: string) => Answer | undefined;

interface Behaviour {
  jobs?: Json[];
  /** With which code the script ends. */
  phase?: Phase;
  exitCode?: number;
  code?: string;
  /** What is changed in what Google says of an execution, its task, its log and the operation. */
  execution?: Json;
  task?: Json;
  log?: Json;
  operation?: Json;
  /** How often the operation is asked before it is done; how often the log before it is there. */
  slow?: number;
  logAfter?: number;
  instead?: Instead;
}

/** Cloud Run, Cloud Logging and whatever is put before them, as far as one probing asks them. */
export class Google {
  readonly sent: { method: string; path: string; body: Json }[] = [];
  readonly waited: number[] = [];
  readonly said: string[] = [];
  readonly executions: Json[] = [];
  private polls = 0;
  private looks = 0;

  constructor(readonly behaves: Behaviour = {}) {}

  readonly send: Send = async (request) => {
    const path = new URL(request.url).pathname.replace(/^\/v[12]\//, "");
    this.sent.push({ method: request.method, path, body: request.body });
    const instead = this.behaves.instead?.(request, path);
    if (instead === "lost") throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    const { status = 200, body } = instead ?? this.answer(request, path);
    return { status, body, retryAfter: undefined };
  };

  private answer({ method, body }: Request, path: string): { status?: number; body?: Json } {
    const { operation, slow = 0 } = this.behaves;
    const { jobs } = this;
    if (path === `projects/${PROJECT}/locations`) return { body: { locations: [{ locationId: REGION }] } };
    if (path === `${at}/jobs`) return { body: { jobs } };
    const run = /\/jobs\/([\w-]+):run$/.exec(path);
    if (method === "POST" && run) return { body: this.begun(run[1] ?? "") };
    if (path.includes("/operations/")) {
      this.polls += 1;
      const execution = this.executions.find(({ uid }) => path.endsWith(uid)) ?? {};
      const metadata = { name: execution.name };
      return { body: { name: path, metadata, done: this.polls > slow, ...operation } };
    }
    if (path.endsWith("/tasks")) return { body: { tasks: [this.task()] } };
    if (path.endsWith("/executions")) return { body: { executions: this.executions } };
    if (path.endsWith(":cancel")) return { body: { name: "x" } };
    const found = this.executions.find(({ name }) => name === path);
    if (found) return { body: found };
    if (path === "entries:list") return { body: { entries: this.entries((body as Json).filter) } };
    const known = jobs.find(({ name }: Json) => name === path);
    return known ? { body: known } : refusal(404, "NOT_FOUND");
  }

  private get jobs(): Json[] {
    return this.behaves.jobs ?? [job("api")];
  }

  private exit(): number {
    const { phase, exitCode } = this.behaves;
    return exitCode ?? (phase ? exitCodeOf(phase) : 0);
  }

  begun(name: string): Json {
    const number = this.executions.length + 1;
    const failed = this.exit() !== 0;
    const execution = {
      name: `${jobPath(name)}/executions/${name}-${number}`,
      uid: `op-${number}`,
      createTime: "2026-11-29T10:00:05Z",
      completionTime: "2026-11-29T10:00:09Z",
      taskCount: 1,
      template: this.jobs.find((one) => one.name === jobPath(name))?.template.template,
      ...(failed ? { failedCount: 1 } : { succeededCount: 1 }),
      conditions: [{ type: "Completed", state: failed ? "CONDITION_FAILED" : "CONDITION_SUCCEEDED" }],
      ...this.behaves.execution,
    };
    this.executions.push(execution);
    return { name: `${at}/operations/op-${number}`, metadata: { name: execution.name }, done: false };
  }

  /** Zero is left out, as Google leaves it out. */
  private task(): Json {
    const exitCode = this.exit();
    const reason = exitCode === 0 ? {} : { executionReason: "NON_ZERO_EXIT_CODE" };
    const state = exitCode === 0 ? "CONDITION_SUCCEEDED" : "CONDITION_FAILED";
    return {
      conditions: [{ type: "Completed", state, ...reason }],
      lastAttemptResult: exitCode === 0 ? { status: {} } : { exitCode },
      ...this.behaves.task,
    };
  }

  private entries(filter: string): Json[] {
    this.looks += 1;
    if (this.looks <= (this.behaves.logAfter ?? 0)) return [];
    const execution = /execution_name"="([^"]+)"/.exec(filter)?.[1] ?? "";
    const { phase, code, log } = this.behaves;
    return [
      { textPayload: "Container called exit(0)." },
      { severity: phase ? "ERROR" : "INFO", jsonPayload: { ...line(execution, phase, code), ...log } },
    ];
  }

  asked(part: string): number {
    return this.sent.filter(({ method, path }) => `${method} ${path}`.includes(part)).length;
  }

  async session() {
    const wait = async (milliseconds: number) => this.waited.push(milliseconds);
    return sessionOf({ project: PROJECT }, { send: this.send, env: {}, wait, say: (text) => this.said.push(text) });
  }

  async probe(asked: Json = {}, compared: Compared = UNCOMPARED, running: Running = new Set()): Promise<ProbeReport> {
    return probeAll(await this.session(), { trace: false, ...asked }, async () => compared, running);
  }
}

export const UNCOMPARED: Compared = {
  missing: { code: "VERIFY_UNREAD", message: "nothing is held beside", meanings: [], fix: "" },
};

/** The one probe of a run. */
export async function only(behaves: Behaviour, asked: Json = {}, compared?: Compared) {
  const google = new Google(behaves);
  const report = await google.probe(asked, compared);
  return { google, report, probe: report.probes[0] as ProbeReport["probes"][number] };
}
