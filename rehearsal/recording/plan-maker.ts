import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PlanMaker, RecordedPlan } from "../../corpus/recorder/record";
import { GROUPS, type RecordingInput } from "../../corpus/recorder/recording";
import type { Applied } from "../../corpus/recorder/recording-index";
import { base, type Root } from "../../corpus/verify/base";
import type { Asked } from "../server/http";
import type { Tools } from "../tools";
import { World } from "../world";
import { applyOutOfBand } from "./out-of-band";

/** A loopback cloud with one configuration applied to it; cloud and state are restored after every plan. */
export class LoopbackPlanMaker implements PlanMaker {
  private constructor(
    private readonly world: World,
    private readonly restore: () => void,
  ) {}

  static async start(folder: string, before: Root | undefined, tools: Tools): Promise<PlanMaker> {
    const world = await World.open(folder, tools);
    try {
      return await LoopbackPlanMaker.applied(world, before);
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  private static async applied(world: World, before: Root | undefined): Promise<PlanMaker> {
    const state = join(world.folder, "terraform.tfstate");
    clear(world.folder, () => true);
    write(world.folder, { "main.tf.json": JSON.stringify(before ?? { terraform: base.terraform }) });
    await world.must("init", "-input=false", "-no-color");
    if (!before) return new LoopbackPlanMaker(world, () => rmSync(state, { force: true }));
    await world.must("apply", "-input=false", "-no-color", "-auto-approve");
    const kept = readFileSync(state);
    const restoreCloud = world.cloud.cloud.store.photograph();
    return new LoopbackPlanMaker(world, () => {
      restoreCloud();
      writeFileSync(state, kept);
    });
  }

  async make({ group, files, before, outOfBand, args }: RecordingInput): Promise<RecordedPlan> {
    const { world } = this;
    try {
      await applyOutOfBand(world, outOfBand);
      clear(world.folder, (name) => !name.startsWith("terraform.tfstate"));
      write(world.folder, files);
      // A root in HCL may have modules, which Terraform wants installed.
      if (!("main.tf.json" in files)) await world.must("get", "-no-color");
      const already = world.cloud.asked.length;
      const planned = await world.terraform(...GROUPS[group].plan, ...args);
      const shown = await world.terraform("show", "-json", "plan.tfplan");
      if (shown.code !== 0) throw new Error(`terraform saved no plan:\n${planned.stdout}${planned.stderr}`);
      const [asked] = world.cloud.asked.slice(already);
      if (!before && asked) throw new Error(`a plan that only creates asked the cloud: ${asked.method} ${asked.path}`);
      const applied = "applies" in GROUPS[group] ? await this.apply() : undefined;
      return { plan: shown.stdout, log: planned.stdout, exit: planned.code, applied };
    } finally {
      this.restore();
    }
  }

  close(): Promise<void> {
    return this.world.close();
  }

  private async apply(): Promise<Applied> {
    const { asked } = this.world.cloud;
    const already = asked.length;
    const { code } = await this.world.terraform("apply", "-input=false", "-no-color", "plan.tfplan");
    const written = asked.slice(already).filter(({ method }) => method !== "GET");
    return {
      exit: code,
      calls: requests(written.filter(({ status }) => status < 400)),
      refused: requests(written.filter(({ status }) => status >= 400)),
    };
  }
}

/** Removes what an earlier plan left in the folder, except the installed provider. */
function clear(folder: string, goes: (name: string) => boolean): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(".terraform") && goes(name)) rmSync(join(folder, name), { recursive: true });
  }
}

function write(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function requests(asked: readonly Asked[]): string[] {
  return asked.map(({ method, path }) => `${method} ${path.slice(1)}`).sort();
}
