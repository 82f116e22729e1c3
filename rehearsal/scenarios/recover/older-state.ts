import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandsToRun } from "../../../scripts/runbooks/to-run";
import { assertNothingToDo } from "../../plans";
import { PROJECT_FOLDER } from "../../scenario-context";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { type Recovery, sandboxOf } from "./context";

const PAGE = "docs/runbooks/older-state.md";
const FORGOTTEN = "google_logging_metric";
/** Beside the state of this rehearsal; the page names that of the repository. */
const FOLDER = /^-chdir=/;

interface State {
  serial: number;
  resources: { type: string; name: string }[];
}

/** The page on older states: Terraform refuses one in the words that it quotes, and forced it would forget, and undo nothing. */
export function olderState(state: Recovery): ScenarioStep[] {
  return [
    {
      title: `${PAGE}: an older state is refused, and forced it would only be forgotten what was made since`,
      run: async () => {
        state.restore?.();
        const sandbox = sandboxOf(state);
        const text = readFileSync(join(PROJECT_FOLDER, PAGE), "utf8");
        const pull = commandsToRun([[PAGE, text]]).find(({ words }) => words.join(" ").endsWith("state pull"));
        assertThat(pull !== undefined, "the page says how the state of now is read");
        const pulled = await sandbox.terraform(...pull.words.filter((word) => !FOLDER.test(word)));
        assertExitCode(pulled, 0);
        const now = JSON.parse(pulled.stdout) as State;
        const older = {
          ...now,
          serial: now.serial - 1,
          resources: now.resources.filter(({ type }) => type !== FORGOTTEN),
        };
        const forgotten = now.resources.length - older.resources.length;
        sandbox.write({ "older.tfstate": JSON.stringify(older) });

        const refused = await sandbox.terraform("state", "push", "older.tfstate");
        assertExitCode(refused, 1);
        const quoted = /`(cannot import state[^`]*)`/.exec(text)?.[1] ?? "";
        const words = (said: string) => said.replaceAll(/\d+/g, "N");
        assertThat(
          quoted !== "" && words(refused.stderr).includes(words(quoted)),
          `it says "${quoted}", got ${refused.stderr}`,
        );
        await assertNothingToDo(sandbox);

        // What the page advises against.
        await sandbox.mustSucceed("state", "push", "-force", "older.tfstate");
        const { json } = await sandbox.plan();
        const changes = (json as { resource_changes: { type: string; change: { actions: string[] } }[] })
          .resource_changes;
        const made = changes.filter(({ change }) => change.actions.join() === "create").map(({ type }) => type);
        assertThat(
          made.filter((type) => type === FORGOTTEN).length >= forgotten,
          `it is to be made again, got ${made}`,
        );
        state.restore?.();
        await assertNothingToDo(sandbox);
        return `refused; forced, ${made.length} that are there would be made again`;
      },
    },
  ];
}
