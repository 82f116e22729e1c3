import { named } from "../../breaks";
import { gcloud } from "../../gcloud/requests";
import { assertNothingToDo } from "../../plans";
import { assertThat, type ScenarioStep } from "../../steps";
import { assertHealthy, diagnosed, handsOf, type Recovery, sandboxOf } from "./context";
import { deploy } from "./deployed";
import { assertGreen } from "./green";

/**
 * What a deploy repairs. One deploy takes many seconds, so those that can be there at once are: each was diagnosed by
 * itself before, and the commands that were printed then are typed now.
 */
const TOGETHER: readonly (readonly string[])[] = [
  ["connector detached", "opening deleted", "port of a test", "grant removed"],
  ["opening disabled", "REDIS_HOST missing", "variable changed", "connector deleted"],
  ["localhost in REDIS_HOST", "secret version destroyed"],
  ["redis replaced", "useless rule", "other account"],
  ["redis deleted", "deprecated variable", "direct egress on default"],
  ["AUTH rotated", "localhost in another variable"],
  ["AUTH turned off", "password not given", "stale address"],
  ["service deleted"],
  ["apply interrupted"],
];

export function repairedByDeploys(state: Recovery): ScenarioStep[] {
  return TOGETHER.map((ids) => ({
    title: `repaired by what was printed: ${ids.join("; ")}`,
    run: async () => {
      state.restore?.();
      for (const id of ids) await named(id).happens(handsOf(state));
      const { verdict } = await diagnosed(state);
      assertThat(verdict === "broken", `together they are broken, got ${verdict}`);
      await typed(
        state,
        ids.flatMap((id) => state.printed.get(id) ?? []),
      );
      await assertNothingToDo(sandboxOf(state));
      return `${await assertHealthy(state)}; ${await assertGreen(state)}`;
    },
  }));
}

/** Each command once, in the order in which it was printed; the deploy last. */
async function typed(state: Recovery, commands: readonly string[]): Promise<void> {
  const { callApi } = handsOf(state);
  const all = [...new Set(commands)];
  for (const command of all.filter((one) => one.startsWith("gcloud "))) await gcloud(command, callApi);
  // A deploy repairs what a rollback would only go around.
  const others = all.filter((one) => !/^(gcloud|npm run (plan|deploy|rollback)|npx lineup probe) /.test(one));
  assertThat(others.length === 0, `what is printed is typed, and ${others.join("; ")} is not known here`);
  assertThat(all.includes("npm run deploy -- staging"), `a deploy was printed, got ${all.join("; ")}`);
  await deploy(state);
}
