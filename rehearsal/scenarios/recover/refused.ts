import { named } from "../../breaks";
import { assertNothingToDo } from "../../plans";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { moveConnector, replaceRedis } from "../incident/manual-changes";
import { NETWORK } from "../incident/names";
import { assertHealthy, handsOf, type Recovery, sandboxOf } from "./context";
import { deploy } from "./deployed";
import { assertGreen } from "./green";

/** What is protected is not replaced by a deploy: the plan, which is printed first, says so, and a person decides. */
const PROTECTED: readonly { id: string; thing: RegExp; byHand: (state: Recovery) => Promise<unknown> }[] = [
  {
    id: "connector on default",
    thing: /google_vpc_access_connector\.connector has (lifecycle\.)?prevent_destroy/,
    byHand: (state) => moveConnector(handsOf(state), NETWORK),
  },
  {
    id: "half on default",
    thing: /google_redis_instance\.cache has (lifecycle\.)?prevent_destroy/,
    byHand: (state) => replaceRedis(handsOf(state), NETWORK),
  },
];

export function refusedByProtection(state: Recovery): ScenarioStep[] {
  return PROTECTED.map(({ id, thing, byHand }) => ({
    title: `${named(id).title}: the plan refuses to replace what is protected; made anew by hand, then deployed`,
    run: async () => {
      state.restore?.();
      await named(id).happens(handsOf(state));
      const printed = state.printed.get(id) ?? [];
      assertThat(printed[0] === "npm run plan -- staging", `the plan is printed first, got ${printed.join("; ")}`);
      const refused = await sandboxOf(state).terraform("plan", "-input=false", "-no-color");
      assertExitCode(refused, 1);
      assertThat(thing.test(refused.stderr.replace(/[│\s]+/g, " ")), `Terraform protects it:\n${refused.stderr}`);
      await byHand(state);
      await deploy(state);
      await assertNothingToDo(sandboxOf(state));
      return `${await assertHealthy(state)}; ${await assertGreen(state)}`;
    },
  }));
}
