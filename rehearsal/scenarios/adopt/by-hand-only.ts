import { adoptionCases } from "../../../corpus/adoptions";
import { readWorld } from "../../../corpus/adoptions/recording";
import { become } from "../../recording/adoptions/world";
import type { ScenarioContext } from "../../scenario-context";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { NewRoot, type Told } from "./new-root";
import { assertUntouched, type Took } from "./taken-over";

/** Redis without AUTH, the connector of the recovery command, and two variables that nobody has written down. */
const MADE = "three-redis-without-auth-and-connector-of-the-recovery-command-and-service-with-more-variables";
const WRITTEN: readonly Told[] = [
  { setting: "connector.instances.max", value: 10 },
  { setting: "services.backend.env.LOG_LEVEL", value: "debug" },
  { setting: "services.backend.env.LEGACY_MODE", value: "1" },
];
const DECIDED: readonly Told[] = [{ setting: "redis.auth", value: false }];

/** Staging that gcloud and the console have made: no state holds it. */
export function byHandOnly(context: ScenarioContext): ScenarioStep[] {
  let here: NewRoot;
  let took: Took;

  return [
    {
      title: "made by hand: an environment that no state holds",
      run: async () => {
        const world = readWorld();
        const made = adoptionCases.find(({ id }) => id === MADE);
        if (!world || !made) throw new Error("the world is not recorded: run npm run record -- adoptions");
        const sandbox = await context.sandbox(context.root("made-by-hand", {}));
        await become(sandbox, world, made);
        here = await NewRoot.beside(sandbox, context, "second-project", false);
        return here.reachable();
      },
    },
    {
      title: "made by hand: edited as lineup adopt tells, nothing would be replaced, and what is there is written down",
      run: async () => {
        const { ran, report } = await here.adopt();
        assertExitCode(ran, 1);
        const told = new Set(report.sentences.map(({ setting }) => setting));
        assertThat(
          WRITTEN.every(({ setting }) => told.has(setting)),
          `adopt tells what is written: ${[...told].join(", ")}`,
        );
        here.edit([...WRITTEN, ...DECIDED]);
        await here.adopt("--write");
        took = here.adoption() ?? [];
        await here.synthesize();
        return `${took.length} taken over`;
      },
    },
    {
      title: "made by hand: one plan, one apply, and the plan after it is empty",
      run: async () => {
        const { planned, json } = await here.reviewed();
        assertExitCode(planned, 0);
        assertUntouched(json, took);
        await here.apply();
        return here.reachable();
      },
    },
  ];
}
