import { SCRIPT_SHA256 } from "../../../probe/command";
import { exitCodeOf, PHASES, type Phase } from "../../../probe/phases";
import { type ProbeResult, RESULT_SCHEMA } from "../../../probe/result";
import type { Sandbox } from "../../sandbox";
import type { Container } from "../../server/runs/machine";

/**
 * What becomes of a probe is not rehearsed here, but what the pipeline makes of it: each says at once that Redis answers,
 * or at which phase it stops, as its script would.
 */
export function probesSay({ cloud }: Sandbox, stopsAt?: Phase): void {
  cloud.cloud.executions.machine = (container) => ({
    ended: Promise.resolve({
      exitCode: stopsAt === undefined ? 0 : exitCodeOf(stopsAt),
      isTimedOut: false,
      stdout: [JSON.stringify(lineOf(container, stopsAt))],
      stderr: [],
    }),
    stop: () => {},
  });
}

function lineOf({ env }: Container, phase: Phase | undefined): ProbeResult {
  const { REDIS_HOST: host = "", REDIS_PORT, REDIS_PASSWORD, REDIS_CA_FILE, CLOUD_RUN_EXECUTION: execution } = env;
  const passed = phase === undefined ? PHASES : PHASES.slice(0, PHASES.indexOf(phase));
  return {
    schema: RESULT_SCHEMA,
    ...(phase === undefined
      ? { severity: "INFO", message: `PING answered by ${host}:${REDIS_PORT}`, verdict: "reachable" }
      : {
          severity: "ERROR",
          message: `no answer from ${host}:${REDIS_PORT}`,
          verdict: "blocked",
          phase,
          code: "ETIMEDOUT",
        }),
    ...{ script: SCRIPT_SHA256, execution, at: new Date().toISOString(), ms: 12 },
    target: { host, port: Number(REDIS_PORT), tls: REDIS_CA_FILE !== undefined, auth: REDIS_PASSWORD !== undefined },
    phases: [
      ...passed.map((name) => ({ name, ok: true, ms: 1 })),
      ...(phase === undefined ? [] : [{ name: phase, ok: false, ms: 1 }]),
    ],
  };
}
