import { machine } from "../../machine";
import { listOf, thingOf } from "../../server/kind";
import type { CloudObject, Store } from "../../server/store";
import { assertThat } from "../../steps";
import { allowRedisAgain, denyRedis } from "../incident/manual-changes";
import { expectEach } from "./asked";
import { type Proof, sandboxOf } from "./context";

/**
 * How the app asks for its Redis when it starts: a model. What is known is how long it took in the incident, 7.51 s; three
 * attempts of 2 s with pauses of 0.5 s and 1 s between them, as a doubling pause makes them, add up to that.
 */
const ATTEMPT = 2_000;
const PAUSES = [500, 1_000];

const CLIENT = `
const { connect } = require("node:net");
const { REDIS_HOST: host, REDIS_PORT: port } = process.env;
const attempt = () => new Promise((done) => {
  const socket = connect({ host, port: Number(port) }, () => end(true));
  const timer = setTimeout(() => end(false), ${ATTEMPT});
  const end = (answered) => { clearTimeout(timer); socket.destroy(); done(answered); };
  socket.on("error", () => end(false));
});
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
(async () => {
  const start = performance.now();
  for (const pause of [0, ${PAUSES.join(", ")}]) {
    await wait(pause);
    if (await attempt()) return console.log(JSON.stringify({ connected: true, ms: performance.now() - start }));
  }
  console.log(JSON.stringify({ failed: ["redis"], ms: performance.now() - start }));
  process.exitCode = 1;
})();
`;

/** Starts it where a job stands, with the address that the job has. Returns how many milliseconds it took to give up. */
async function appGivesUp(job: string, store: Store): Promise<number> {
  const template = thingOf(thingOf(store.get(job), "template"), "template");
  const [container = {}] = listOf(template, "containers") as CloudObject[];
  const plain = (listOf(container, "env") as CloudObject[]).filter(({ value }) => typeof value === "string");
  const env = Object.fromEntries(plain.map(({ name, value }) => [String(name), String(value)]));
  const { ended } = machine(
    { job, image: "node", command: ["node"], args: ["--eval", CLIENT], env, files: {}, milliseconds: 60_000 },
    store,
  );
  const { stdout, stderr } = await ended;
  const { ms, failed } = JSON.parse(stdout.at(-1) ?? "{}") as { ms?: number; failed?: string[] };
  if (ms === undefined || failed === undefined) {
    throw new Error(`the app's client did not give up: ${[...stdout, ...stderr].join("\n")}`);
  }
  return ms;
}

/** Both meet the same silence. The times are of this machine, so what is looked at is their ratio. */
export async function besideTheApp(state: Proof): Promise<string> {
  const sandbox = sandboxOf(state);
  const { store } = sandbox.cloud.cloud;
  await denyRedis(sandbox);
  const { probes } = await expectEach(state, { exit: 1, phase: "tcp", code: "ETIMEDOUT", verify: "FIREWALL_RULE" });
  const [job] = [...store.matching(/^run\/.*\/jobs$/)].map(({ name }) => name);
  const app = await appGivesUp(job ?? "", store);
  await allowRedisAgain(sandbox);
  const slowest = Math.max(...probes.map(({ result }) => result?.ms ?? Number.POSITIVE_INFINITY));
  const ratio = app / slowest;
  assertThat(ratio > 1.5, `the probe is done well before the app gives up, in 1/${ratio.toFixed(1)} of its time`);
  return `the app's client gave up after ${seconds(app)}, the probe named the phase after ${seconds(slowest)}: 1/${ratio.toFixed(1)} of it`;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
