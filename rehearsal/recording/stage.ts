import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Case, changedRoot, type Root } from "../../corpus/recorder/case";
import type { Played } from "../../corpus/recorder/record";
import type { Applied } from "../../corpus/recorder/recordings";
import type { Asked } from "../server/http";
import type { Tools } from "../tools";
import { World } from "../world";
import { doByHand } from "./deeds";

/** A world that was applied once and is put back after every case that begins with it. */
export class Stage {
  private constructor(
    private readonly world: World,
    private readonly putBack: () => void,
  ) {}

  static async set(folder: string, before: Root, tools: Tools): Promise<Stage> {
    const world = await World.open(folder, tools);
    for (const left of ["terraform.tfstate", "terraform.tfstate.backup"]) rmSync(join(folder, left), { force: true });
    write(world, before);
    await world.must("init", "-input=false", "-no-color");
    await world.must("apply", "-input=false", "-no-color", "-auto-approve");
    const state = join(folder, "terraform.tfstate");
    const kept = readFileSync(state);
    const restore = world.cloud.cloud.store.photograph();
    return new Stage(world, () => {
      restore();
      writeFileSync(state, kept);
    });
  }

  async play(one: Case, apply: boolean): Promise<Played> {
    const { world } = this;
    try {
      await doByHand(world, one.byHand ?? []);
      write(world, changedRoot(one));
      rmSync(join(world.folder, "plan.tfplan"), { force: true });
      const args = ["-input=false", "-json", "-out=plan.tfplan", ...(one.args ?? [])];
      const planned = await world.terraform("plan", ...args);
      const shown = await world.terraform("show", "-json", "plan.tfplan");
      if (shown.code !== 0) throw new Error(`${one.id}: terraform saved no plan:\n${planned.stdout}${planned.stderr}`);
      const applied = apply ? await this.apply() : undefined;
      return { plan: shown.stdout, log: planned.stdout, exit: planned.code, applied };
    } finally {
      this.putBack();
    }
  }

  close(): Promise<void> {
    return this.world.close();
  }

  /** What the plan does when it is let. */
  private async apply(): Promise<Applied> {
    const { asked } = this.world.cloud;
    const already = asked.length;
    const { code } = await this.world.terraform("apply", "-input=false", "-no-color", "plan.tfplan");
    const written = asked.slice(already).filter(({ method }) => method !== "GET");
    const refused = written.filter(({ status }) => status >= 400);
    return {
      exit: code,
      calls: named(written.filter(({ status }) => status < 400)),
      refused: named(refused),
    };
  }
}

function write(world: World, root: Root): void {
  world.write({ "main.tf.json": JSON.stringify(root) });
}

function named(asked: readonly Asked[]): string[] {
  return asked.map(({ method, path }) => `${method} ${path.slice(1)}`).sort();
}
