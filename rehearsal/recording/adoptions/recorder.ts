import { join } from "node:path";
import { type AdoptionCase, adoptionCases } from "../../../corpus/adoptions";
import {
  forgetOthers,
  inOrder,
  isCurrent,
  type RecordedWorld,
  readWorld,
  worldStaleness,
  writeAdoption,
  writeWorld,
} from "../../../corpus/adoptions/recording";
import { forgetOtherTakeOvers, isTakeOverCurrent, writeTakeOver } from "../../../corpus/adoptions/taken-over";
import { hashOf } from "../../../corpus/recorder/hash";
import type { Model } from "../../../lineup/src/inputs/model";
import type { Sandbox } from "../../sandbox";
import { ScenarioContext } from "../../scenario-context";
import type { Tools } from "../../tools";
import { foreseen } from "./foreseen";
import { adoptingRoot } from "./root";
import { type Synthesized, stackOf } from "./sentences";
import { takeOver } from "./take-over";
import { become, importsOf, liveModel, makeWorld, stackIn } from "./world";

interface Asked {
  /** Current recordings too. */
  all: boolean;
  isAsked: (name: string) => boolean;
  stopped: () => boolean;
  say: (line: string) => void;
}

/** What is recorded of each case. */
interface Stage {
  group: "adoptions" | "taken-over";
  isCurrent: (one: AdoptionCase, world: RecordedWorld) => boolean;
  record: (of: { sandbox: Sandbox; stack: Synthesized; live: Model }) => Promise<Write>;
}

type Write = (one: AdoptionCase, world: RecordedWorld) => void;

/** Has real Terraform take over every hand-made environment of the corpus. Returns what failed. */
export class AdoptionRecorder {
  private readonly context: ScenarioContext;

  /** `kept`: where the log of the commands goes. */
  constructor(
    private readonly tools: Tools,
    kept: string,
  ) {
    this.context = new ScenarioContext(tools, kept, () => {});
  }

  /** Whatever is asked of the stages: what is planned with what ships, and what becomes of it with the sentences. */
  async record(asked: Asked): Promise<string[]> {
    for (const name of forgetOthers(adoptionCases)) asked.say(`removed adoptions/${name}`);
    for (const id of forgetOtherTakeOvers(adoptionCases)) asked.say(`removed taken-over/${id}`);
    const folder = join(await this.context.synthesize("main.ts", "world"), "staging");
    const world = await this.world(folder);
    const due = this.stages().map((stage) => {
      const isDue = (one: AdoptionCase) =>
        asked.isAsked(`${stage.group}/${one.id}`) && (asked.all || !stage.isCurrent(one, world));
      return { stage, cases: inOrder(adoptionCases).filter(isDue) };
    });
    if (due.every(({ cases }) => cases.length === 0)) return [];
    const stack = stackOf(folder);
    const sandbox = await adoptingRoot(this.context, folder);
    const failed: string[] = [];
    for (const { stage, cases } of due) {
      for (const one of cases) {
        if (asked.stopped()) break;
        const start = Date.now();
        const name = `${stage.group}/${one.id}`;
        try {
          await become(sandbox, world, one);
          const write = await stage.record({ sandbox, stack, live: await liveModel(sandbox) });
          write(one, world);
          asked.say(`recorded ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
        } catch (error) {
          failed.push(`${name}: ${(error as Error).message}`);
        }
      }
    }
    sandbox.cloud.demandNoInventions();
    return failed;
  }

  close(): Promise<void> {
    return this.context.close();
  }

  private stages(): readonly Stage[] {
    return [
      {
        group: "adoptions",
        isCurrent,
        record: async ({ sandbox, stack, live }) => {
          const recorded = await foreseen(sandbox, importsOf(stack.model, live));
          return (one, world) => writeAdoption(one, world, recorded);
        },
      },
      {
        group: "taken-over",
        isCurrent: isTakeOverCurrent,
        record: async ({ sandbox, stack, live }) => {
          const recorded = await takeOver(this.context, sandbox, stack, live);
          return (one, world) => writeTakeOver(one, world, recorded);
        },
      },
    ];
  }

  /** With another stack, Terraform or provider the world is made again. */
  private async world(folder: string): Promise<RecordedWorld> {
    const stack = hashOf(JSON.parse(stackIn(folder)));
    const { version: terraform, provider } = this.tools;
    const known = readWorld();
    if (known?.terraform === terraform && worldStaleness(stack, known) === undefined) return known;
    const world = { terraform, provider, stack, ...(await makeWorld(this.context, folder)) };
    writeWorld(world);
    return world;
  }
}
