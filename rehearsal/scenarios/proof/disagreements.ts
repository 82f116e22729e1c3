import { assertNothingToDo } from "../../plans";
import { assertThat, type ScenarioStep } from "../../steps";
import { allowRedisAgain, denyRedis, detachConnector } from "../incident/manual-changes";
import { ask, expectEach, told } from "./asked";
import { applied } from "./breaks";
import { type Proof, sandboxOf } from "./context";

/** Where verify and the probe do not agree, each is right about what it sees. */
export function disagreements(state: Proof): ScenarioStep[] {
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
        await allowRedisAgain(sandbox);
        const meanings = probes.flatMap(({ findings }) => findings.flatMap((one) => one.meanings));
        assertThat(meanings.length > 0, "the report says what a disagreement can mean");
        return meanings[0];
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
        return told(await expectEach(state, { exit: 0, verify: "reachable" }), "reachable");
      },
    },
  ];
}
