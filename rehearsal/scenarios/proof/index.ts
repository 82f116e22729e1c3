import { join } from "node:path";
import { machine } from "../../machine";
import { whyNoMachine } from "../../machine/needs";
import { assertNothingToDo, init } from "../../plans";
import { assertThat, type ScenarioStep } from "../../steps";
import { allowRedisAgain, denyRedis, detachConnector } from "../incident/manual-changes";
import type { Scenario } from "../scenario";
import { appGivesUp } from "./app-client";
import { ask, expectEach, told } from "./asked";
import { applied, BREAKS, type Break } from "./breaks";
import { type Proof, sandboxOf } from "./context";
import { Planted } from "./nothing-told";

/** A deploy is proven from inside Cloud Run: real Terraform, the real probe, and a real Redis behind real packets. */
export const proof: Scenario = {
  name: "proof",
  about: "a deploy proven from inside Cloud Run with a real Redis, through each of the incident's breaks",
  missing: whyNoMachine,
  steps: (context) => {
    const state: Proof = { context, began: Date.now() };
    const planted = new Planted(state);
    return [
      ...deployed(state, planted),
      ...BREAKS.flatMap((one) => brokenAndRepaired(state, planted, one)),
      ...disagreements(state),
      { title: "the same break: the app gives up, beside the probe", run: () => besideTheApp(state) },
      {
        title: "no password is in anything that was printed, kept or logged",
        run: async () => planted.search(),
      },
    ];
  },
};

function deployed(state: Proof, planted: Planted): ScenarioStep[] {
  const { context } = state;
  return [
    {
      title: "what ships is synthesized and deployed",
      run: async () => {
        const root = join(await context.synthesize(), "staging");
        const sandbox = await context.sandboxWithBucket(root);
        state.sandbox = sandbox;
        sandbox.cloud.cloud.executions.machine = machine;
        await init(sandbox);
        await applied(sandbox);
        planted.remember();
        return undefined;
      },
    },
    {
      title: "lineup probe: every connected service reaches its Redis, from its own place and with its own password",
      run: async () => {
        const report = await expectEach(state, { exit: 0, verify: "reachable" });
        return `${told(report)}; green ${((Date.now() - state.began) / 1000).toFixed(0)} s after the command`;
      },
    },
  ];
}

function brokenAndRepaired(state: Proof, planted: Planted, { title, happens, expected }: Break): ScenarioStep[] {
  let repair: () => Promise<unknown>;
  return [
    {
      title,
      run: async () => {
        repair = await happens(sandboxOf(state));
        planted.remember();
        return told(await expectEach(state, { exit: 1, ...expected }));
      },
    },
    {
      title: "repaired: the probes are green",
      run: async () => {
        await repair();
        planted.remember();
        return told(await expectEach(state, { exit: 0, verify: "reachable" }));
      },
    },
  ];
}

/** Where verify and the probe do not agree, each is right about what it sees. */
function disagreements(state: Proof): ScenarioStep[] {
  return [
    {
      title:
        "a deny rule outside Terraform, beside the state: verify calls it reachable, the probe does not, and says why",
      run: async () => {
        const sandbox = sandboxOf(state);
        const file = await state.context.stateFile(sandbox);
        await denyRedis(sandbox);
        const expected = { exit: 1, phase: "tcp", code: "ETIMEDOUT", verify: "reachable" } as const;
        const { probes } = await expectEach(state, expected, "--state", file);
        const meanings = probes.flatMap(({ findings }) => findings.flatMap((one) => one.meanings));
        assertThat(meanings.length > 0, "the report says what a disagreement can mean");
        return meanings[0];
      },
    },
    {
      title: "Google's trace of the same path names the rule, and without it arrives",
      run: async () => {
        const verdicts = ({ probes }: Awaited<ReturnType<typeof ask>>) =>
          probes.flatMap(({ trace = [] }) => trace.map(({ from, verdict, code }) => `${from}: ${code ?? verdict}`));
        const denied = verdicts(await ask(state, 1, "--trace"));
        assertThat(denied.length === 4 && denied.every((one) => one.endsWith(": FIREWALL_RULE")), denied.join(", "));
        await allowRedisAgain(sandboxOf(state));
        const open = verdicts(await ask(state, 0, "--trace"));
        assertThat(open.length === 4 && open.every((one) => one.endsWith(": reachable")), open.join(", "));
        return `from job and revision of ${open.length / 2} services`;
      },
    },
    {
      title: "a service alone is detached by hand: its probe arrives, verify does not, and the answer is unknown",
      run: async () => {
        await detachConnector(sandboxOf(state));
        const { probes } = await ask(state, 3);
        const detached = probes.find(({ verdict }) => verdict === "unknown");
        assertThat(detached?.verify?.verdict === "blocked", "verify calls the path of the service itself blocked");
        return detached.findings[0]?.message;
      },
    },
    {
      title: "what ships is deployed again, nothing is left to do, and the probes are green",
      run: async () => {
        await applied(sandboxOf(state));
        await assertNothingToDo(sandboxOf(state));
        return told(await expectEach(state, { exit: 0, verify: "reachable" }));
      },
    },
  ];
}

/** Both meet the same silence. The times are of this machine, so what is looked at is their ratio. */
async function besideTheApp(state: Proof): Promise<string> {
  const sandbox = sandboxOf(state);
  const { store } = sandbox.cloud.cloud;
  await denyRedis(sandbox);
  const { probes } = await expectEach(state, { exit: 1, phase: "tcp", code: "ETIMEDOUT", verify: "FIREWALL_RULE" });
  const [job] = [...store.matching(/^run\/.*\/jobs$/)].map(({ name }) => name);
  const app = await appGivesUp(job ?? "", store);
  await allowRedisAgain(sandbox);
  const times = probes.map(({ result }) => result?.ms ?? Number.POSITIVE_INFINITY);
  const ratio = app / Math.max(...times);
  assertThat(
    ratio > 1.5,
    `the probe is done well before the app gives up, and takes 1/${ratio.toFixed(1)} of its time`,
  );
  return `the app's client gave up after ${(app / 1000).toFixed(2)} s, the probe said which phase in 1/${ratio.toFixed(1)} of that`;
}
