import { join } from "node:path";
import { machine } from "../../machine";
import { whyNoMachine } from "../../machine/needs";
import { init } from "../../plans";
import type { ScenarioStep } from "../../steps";
import type { Scenario } from "../scenario";
import { besideTheApp } from "./app";
import { expectEach, told } from "./asked";
import { applied, BREAKS, type Break } from "./breaks";
import { type Proof, sandboxOf } from "./context";
import { disagreements } from "./disagreements";
import { Planted } from "./nothing-told";
import { besideGoogle } from "./traced";

/** A deploy is proven from inside Cloud Run: real Terraform, the real probe, and a real Redis behind real packets. */
export const proof: Scenario = {
  name: "proof",
  about: "a real Redis, probed after each break",
  missing: whyNoMachine,
  steps: (context) => {
    const state: Proof = { context, began: Date.now() };
    const planted = new Planted(state);
    return [
      ...deployed(state, planted),
      ...BREAKS.flatMap((one) => brokenAndRepaired(state, planted, one)),
      ...disagreements(state),
      {
        title: "the app's client in the same silence: the probe has its answer while the app still tries",
        run: () => besideTheApp(state),
      },
      {
        title: "lineup probe --trace: Google's trace of the same paths, as they are and with a deny rule",
        run: () => besideGoogle(state),
      },
      { title: "no password is in anything that was printed, kept or logged", run: async () => planted.search() },
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
        const said = told(await expectEach(state, { exit: 0, verify: "reachable" }), "reachable");
        return `${said}; green ${((Date.now() - state.began) / 1000).toFixed(0)} s after the command`;
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
        return told(await expectEach(state, { exit: 1, ...expected }), expected.verify);
      },
    },
    {
      title: "repaired: the probes are green",
      run: async () => {
        await repair();
        planted.remember();
        return told(await expectEach(state, { exit: 0, verify: "reachable" }), "reachable");
      },
    },
  ];
}
