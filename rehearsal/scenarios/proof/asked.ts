import type { Phase } from "../../../probe/phases";
import { assertExitCode, assertThat } from "../../steps";
import { lineup } from "../incident/lineup-commands";
import { PROJECT } from "../incident/names";
import { type Proof, sandboxOf } from "./context";

/** As much of a report of `lineup probe` as is looked at here. */
export interface ProbeReport {
  verdict: string;
  probes: {
    service: string;
    job: string;
    verdict: string;
    phase?: Phase;
    code?: string;
    message: string;
    result?: { ms: number; latency?: { p50Ms: number } };
    verify?: { verdict: string; causes: { code: string }[] };
    trace?: { from: string; verdict: string; code?: string }[];
    findings: { code: string; message: string; meanings: string[] }[];
  }[];
}

/** What is expected of every probe. */
export interface Expected {
  exit: 0 | 1;
  phase?: Phase;
  code?: string;
  /** What verify says beside it: a cause, or that it arrives. */
  verify: "reachable" | string;
}

const SERVICES = ["netra-auth-service", "netra-backend-staging"];

/** `lineup probe` as a user runs it. */
export async function ask(proof: Proof, exit: number, ...options: string[]): Promise<ProbeReport> {
  const ran = await lineup(sandboxOf(proof), "probe", "--project", PROJECT, "--format", "json", ...options);
  assertExitCode(ran, exit);
  return JSON.parse(ran.stdout) as ProbeReport;
}

/** Every connected service has a probe, and each says what is expected. Returns the report. */
export async function expectEach(proof: Proof, expected: Expected, ...options: string[]): Promise<ProbeReport> {
  const report = await ask(proof, expected.exit, ...options);
  const services = report.probes.map(({ service }) => service).sort();
  assertThat(
    services.join() === SERVICES.join(),
    `the services ${SERVICES.join(", ")} have a probe, got ${services.join()}`,
  );
  for (const probe of report.probes) {
    const { service, phase, code, message, verify } = probe;
    const verdict = expected.exit === 0 ? "reachable" : "blocked";
    assertThat(probe.verdict === verdict, `the probe of ${service} is ${verdict}, got ${probe.verdict}: ${message}`);
    assertThat(
      phase === expected.phase,
      `the probe of ${service} stops at ${expected.phase}, got ${phase}: ${message}`,
    );
    assertThat(code === expected.code, `the probe of ${service} says ${expected.code}, got ${code}: ${message}`);
    const said = verify?.verdict === "reachable" ? ["reachable"] : (verify?.causes ?? []).map((cause) => cause.code);
    assertThat(
      said.includes(expected.verify),
      `verify says ${expected.verify} of ${service}, got ${said.join() || "nothing"}`,
    );
  }
  return report;
}

/** In a few words: what the probes said, beside what was expected of verify. */
export function told({ probes }: ProbeReport, verify: Expected["verify"]): string {
  const [{ phase, code } = {}] = probes;
  const arrives = phase === undefined ? "arrive" : `stop at ${phase} (${code})`;
  return `${probes.length} probes ${arrives}; verify beside them: ${verify}`;
}
