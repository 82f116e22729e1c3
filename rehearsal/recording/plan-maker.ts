import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PlanMaker, RecordedPlan } from "../../corpus/recorder/record";
import { GROUPS, type RecordingInput } from "../../corpus/recorder/recording";
import type { Applied } from "../../corpus/recorder/recording-index";
import { base, type Root } from "../../corpus/verify/base";
import { Sandbox } from "../sandbox";
import type { ReceivedRequest } from "../server/http";
import type { Tools } from "../tools";
import { applyOutOfBand } from "./out-of-band";

/** A loopback cloud with one configuration applied to it; cloud and state are restored after every plan. */
export class LoopbackPlanMaker implements PlanMaker {
  private constructor(
    private readonly sandbox: Sandbox,
    private readonly restore: () => void,
  ) {}

  static async start(folder: string, before: Root | undefined, tools: Tools): Promise<PlanMaker> {
    const sandbox = await Sandbox.open(folder, tools);
    try {
      return await LoopbackPlanMaker.applied(sandbox, before);
    } catch (error) {
      await sandbox.close();
      throw error;
    }
  }

  private static async applied(sandbox: Sandbox, before: Root | undefined): Promise<PlanMaker> {
    const state = join(sandbox.folder, "terraform.tfstate");
    clear(sandbox.folder, () => true);
    write(sandbox.folder, { "main.tf.json": JSON.stringify(before ?? { terraform: base.terraform }) });
    await sandbox.mustSucceed("init", "-input=false", "-no-color");
    if (before) await sandbox.mustSucceed("apply", "-input=false", "-no-color", "-auto-approve");
    const kept = before && readFileSync(state);
    const restoreCloud = sandbox.cloud.cloud.store.snapshot();
    return new LoopbackPlanMaker(sandbox, () => {
      restoreCloud();
      if (kept) writeFileSync(state, kept);
      else rmSync(state, { force: true });
    });
  }

  async make({ group, files, before, outOfBand, args }: RecordingInput): Promise<RecordedPlan> {
    const { sandbox } = this;
    try {
      await applyOutOfBand(sandbox, outOfBand);
      clear(sandbox.folder, (name) => !name.startsWith("terraform.tfstate"));
      write(sandbox.folder, files);
      // A root in HCL may have modules, which Terraform wants installed.
      if (!("main.tf.json" in files)) await sandbox.mustSucceed("get", "-no-color");
      const already = sandbox.cloud.asked.length;
      const planned = await sandbox.terraform(...GROUPS[group].plan, ...args);
      const shown = await sandbox.terraform("show", "-json", "plan.tfplan");
      if (shown.code !== 0) throw new Error(`terraform saved no plan:\n${planned.stdout}${planned.stderr}`);
      const [asked] = sandbox.cloud.asked.slice(already);
      if (!before && asked) throw new Error(`a plan that only creates asked the cloud: ${asked.method} ${asked.path}`);
      if ("keepsState" in GROUPS[group]) {
        await sandbox.mustSucceed("apply", "-input=false", "-no-color", "plan.tfplan");
        const { stdout } = await sandbox.mustSucceed("show", "-json");
        return { plan: stdout, log: planned.stdout, exit: planned.code, applied: undefined };
      }
      const applied = "applies" in GROUPS[group] ? await this.apply() : undefined;
      return { plan: shown.stdout, log: planned.stdout, exit: planned.code, applied };
    } finally {
      this.restore();
    }
  }

  /** A plan of answers that Google would not give is no plan. */
  async close(): Promise<void> {
    await this.sandbox.close();
    this.sandbox.cloud.demandNoInventions();
  }

  private async apply(): Promise<Applied> {
    const { asked } = this.sandbox.cloud;
    const already = asked.length;
    const { code } = await this.sandbox.terraform("apply", "-input=false", "-no-color", "plan.tfplan");
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

function requests(asked: readonly ReceivedRequest[]): string[] {
  return asked.map(({ method, path }) => `${method} ${path.slice(1)}`).sort();
}
