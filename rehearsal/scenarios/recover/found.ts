import { BREAKS } from "../../breaks";
import type { Break } from "../../breaks/break";
import { areAllNear, outcomeOf } from "../../breaks/score";
import { gcloud } from "../../gcloud/requests";
import { assertThat, type ScenarioStep } from "../../steps";
import { assertHealthy, diagnosed, handsOf, type Recovery } from "./context";

/** Everything that can be broken on one machine. */
export const PLAYED: readonly Break[] = BREAKS.filter(({ onlyInTests }) => onlyInTests === undefined);

/** Each break by itself: the command says what it is. What gcloud repairs, the printed command repairs at once. */
export function foundEach(state: Recovery): ScenarioStep[] {
  return PLAYED.map((one) => ({
    title: one.title,
    run: async () => {
      state.restore?.();
      await one.happens(handsOf(state));
      const report = await diagnosed(state);
      const outcome = outcomeOf(one, report);
      assertThat(outcome.wrong.length === 0, outcome.wrong.join("; "));
      assertThat(
        areAllNear(outcome),
        `it is within the first three, got ${report.causes.map(({ code }) => code).join(", ")}`,
      );
      const [cause] = report.causes;
      const commands = cause?.repair.commands ?? [];
      state.printed.set(one.id, commands);
      const found = `${report.causes
        .map(({ code }) => code)
        .slice(0, 3)
        .join(", ")}: ${commands.join(" && ")}`;
      if (!one.sought.every(({ repair }) => repair.by === "gcloud")) return found;
      return `${found}; ${await repairedByGcloud(state, outcome.repairs)}`;
    },
  }));
}

/** Of what was printed, the commands that are meant for this. */
async function repairedByGcloud(state: Recovery, commands: readonly string[]): Promise<string> {
  const { callApi } = handsOf(state);
  for (const command of commands) await gcloud(command, callApi);
  return assertHealthy(state);
}
