import { assertThat } from "../../steps";
import { allowRedisAgain, denyRedis } from "../incident/manual-changes";
import { ask, type ProbeReport } from "./asked";
import { type Proof, sandboxOf } from "./context";

/** Google's own trace beside both: from the probe's job, and from the revision of the service that serves. */
export async function besideGoogle(state: Proof): Promise<string> {
  const arrived = tracesOf(await ask(state, 0, "--trace"));
  assertThat(areAll(arrived, "reachable"), `Google's four traces arrive: ${arrived.join(", ")}`);
  await denyRedis(sandboxOf(state));
  const denied = tracesOf(await ask(state, 1, "--trace"));
  await allowRedisAgain(sandboxOf(state));
  assertThat(areAll(denied, "FIREWALL_RULE"), `Google's four traces name the firewall rule: ${denied.join(", ")}`);
  return "from the job and the serving revision of two services: reachable, then FIREWALL_RULE";
}

function tracesOf({ probes }: ProbeReport): string[] {
  return probes.flatMap(({ trace = [] }) => trace.map(({ from, verdict, code }) => `${from}: ${code ?? verdict}`));
}

const areAll = (traces: readonly string[], said: string) =>
  traces.length === 4 && traces.every((one) => one.endsWith(`: ${said}`));
