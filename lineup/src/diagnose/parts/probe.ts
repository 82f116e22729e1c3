import type { Phase } from "../../../../probe/phases";
import { probeAll } from "../../probe/all";
import { Beside } from "../../probe/beside";
import type { Probed } from "../../probe/contract";
import { REFUSED_BY, SILENCED_BY } from "../consequences";
import { namesOf } from "../names-of";
import type { Clue, Part, Scene, Tell } from "../part";
import { repairCommands } from "../repairs";

/** A job takes a minute, and one whose grants are young is tried again for some. */
const RUNNING = 150_000;
/** Phases before Redis has answered anything; after them it answers, and refuses. */
const SILENT: readonly Phase[] = ["config", "dns", "tcp", "tls"];

/** Opens the connection from inside Cloud Run: what verify says holds for what is configured, and this for what is. */
export const probe: Part = {
  name: "probe",
  what: "a connection to Redis, opened from inside Cloud Run",
  deadline: RUNNING,
  notAsked: ({ asked }) =>
    asked.probe ? undefined : "no connection was opened: --probe runs the probe of each service",
  async look(scene, tell) {
    const { session, asked, running } = scene;
    const compare = async () => ({ beside: new Beside((await scene.live).model) });
    const report = await probeAll(session, { service: asked.service, trace: false }, compare, running);
    for (const { message, fix } of report.findings) tell.gap(message, fix);
    for (const probed of report.probes) await probedOne(scene, probed, tell);
  },
};

/** Where it disagrees with verify nothing is certain: both are said. */
async function probedOne(scene: Scene, probed: Probed, tell: Tell): Promise<void> {
  const { verdict, message, fix, findings, job, service } = probed;
  for (const one of findings.filter(({ code }) => code === "VERIFY_DISAGREES")) {
    tell.gap([one.message, ...one.meanings].join("; or "), one.fix);
  }
  if (verdict === "unknown" && findings.every(({ code }) => code !== "VERIFY_DISAGREES")) {
    tell.gap(`the probe of ${service ?? job ?? "a service"}: ${message}`, fix);
  }
  if (verdict === "reachable" && service !== null) tell.reached(service);
  if (verdict === "blocked") tell.clue(await stoppedAt(scene, probed));
}

async function stoppedAt(scene: Scene, probed: Probed): Promise<Clue> {
  const { phase = "config", message, service, job, findings, execution } = probed;
  const name = service ?? job ?? "";
  const live = await scene.live.catch(() => undefined);
  const at = `google_cloud_run_v2_service.${name}`;
  const code = SILENT.includes(phase) ? "REDIS_SILENT" : "REDIS_REFUSED";
  const [meaning] = findings.filter((one) => one.code === "PROBE_BLOCKED");
  const means = meaning === undefined ? [] : [`it can mean: ${meaning.meanings.join("; or ")}`];
  const commands = live ? repairCommands(code, namesOf(scene, live, { at, services: [name] })) : [];
  return {
    ...{ code, certainty: "certain", at, attribute: "", services: [name] },
    message: `the probe stopped at ${phase}: ${message}`,
    evidence: [`the execution ${execution ?? "of its job"} stopped at ${phase}`, ...means].map((text) => ({
      ...{ from: "probe", at, attribute: "", text },
    })),
    repair: { text: meaning?.fix ?? "begin with what its phase can mean: docs/probe.md", commands },
    explainedBy: [...(code === "REDIS_SILENT" ? SILENCED_BY : REFUSED_BY)],
  };
}
