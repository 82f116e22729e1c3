import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AdoptReport } from "../../../lineup/src/adopt/contract";
import { applyPlan, assertNothingToDo, init } from "../../plans";
import { runnableCopy } from "../../project-copy";
import { type CommandResult, type Sandbox, succeeded } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { assertExitCode, assertThat } from "../../steps";
import { PROJECT } from "../incident/names";
import type { Took } from "./taken-over";

const BUCKET = "netra-staging-terraform-state";
const SERVICES = ["netra-backend-staging", "netra-auth-service", "netra-frontend-staging"];

/** A sentence of `lineup adopt`: which setting is to say what. */
export interface Told {
  setting: string;
  value: unknown;
}

/** A copy of this project, in which people do what they are told, and its root on the cloud of the old one. */
export class NewRoot {
  private root: Sandbox | undefined;

  private constructor(
    private readonly context: ScenarioContext,
    private readonly cloud: Sandbox,
    readonly project: string,
  ) {}

  /** What the bootstrap makes is there: the bucket of the state, and the services' accounts. */
  static async beside(cloud: Sandbox, context: ScenarioContext, name: string, lacksAccounts = true): Promise<NewRoot> {
    await cloud.callApi("POST", `storage/v1/b?project=${PROJECT}`, { name: BUCKET });
    for (const accountId of lacksAccounts ? SERVICES : [])
      await cloud.callApi("POST", `iam/v1/projects/${PROJECT}/serviceAccounts`, { accountId });
    return new NewRoot(context, cloud, runnableCopy(join(context.folder, name), context.lockFile));
  }

  get sandbox(): Sandbox {
    if (!this.root) throw new Error("nothing has been synthesized yet");
    return this.root;
  }

  /** `lineup` in the copy, as a user runs it. */
  lineup(...args: string[]): Promise<CommandResult> {
    return this.run("lineup/bin/lineup.js", ...args);
  }

  /** What lineup says of what exists; what it says goes through a file, as its exit code is an answer as well. */
  async adopt(...args: string[]): Promise<{ ran: CommandResult; report: AdoptReport }> {
    const asked = ["adopt", "--project", PROJECT, "--environment", "staging", "--format", "json", ...args];
    const ran = await this.lineup(...asked);
    assertThat(ran.code !== 2, `lineup adopt answers: ${ran.stderr}`);
    return { ran, report: JSON.parse(ran.stdout) as AdoptReport };
  }

  /** What is written down to be taken over. */
  adoption(): Took | undefined {
    if (!existsSync(this.file)) return undefined;
    const { resources } = JSON.parse(readFileSync(this.file, "utf8")) as {
      resources: { address: string; id: string }[];
    };
    return resources.map(({ address, id }) => ({ address, id, type: address.split(".")[0] ?? "" }));
  }

  /** Everything is in the state. */
  finish(): void {
    rmSync(this.file);
  }

  private get file(): string {
    return join(this.project, "environments/adoptions/staging.json");
  }

  /** As a person edits the environment's file. */
  edit(told: readonly Told[]): void {
    const lines = told.map(({ setting, value }) => assignment("staging", setting.split("."), value));
    appendFileSync(join(this.project, "environments/staging.ts"), `\n${lines.join("\n")}\n`);
  }

  async synthesize(): Promise<void> {
    succeeded(await this.run("build/run.js", "main.ts"));
    this.root = this.cloud.beside(join(this.project, "cdktf.out/stacks/staging"));
    await init(this.root);
  }

  /** The plan as the pipeline makes it, and what review says of it. */
  async reviewed(): Promise<{ planned: CommandResult; review: CommandResult; json: unknown }> {
    const { ran: planned, json } = await this.sandbox.plan();
    const file = join(this.context.folder, "adoption-plan.json");
    writeFileSync(file, JSON.stringify(json), { mode: 0o600 });
    return { planned, json, review: await this.lineup("review", file, "--config", this.sandbox.folder) };
  }

  /** `terraform show -json` of its state. Only the owner may read the file. */
  async shown(): Promise<string> {
    const file = join(this.context.folder, "new-shown.json");
    writeFileSync(file, JSON.stringify(await this.sandbox.state()), { mode: 0o600 });
    return file;
  }

  async apply(): Promise<void> {
    await applyPlan(this.sandbox);
    await this.proven();
  }

  async proven(): Promise<void> {
    await assertNothingToDo(this.sandbox);
  }

  /** Gives back what was taken over: the things are left as they are. */
  async giveBack(addresses: readonly string[]): Promise<void> {
    await this.sandbox.mustSucceed("state", "rm", ...addresses);
  }

  /** The verdict on what is live. */
  async reachable(): Promise<string> {
    const file = join(this.context.folder, "live.json");
    succeeded(await this.lineup("inventory", "--project", PROJECT, "--output", file));
    const verdict = await this.lineup("verify", file);
    assertExitCode(verdict, 0);
    assertThat(verdict.stdout.includes("REACHABLE"), "lineup calls what is live reachable");
    return this.context.journal.cleared(verdict.stdout.split("\n")[0] ?? "");
  }

  private run(program: string, ...args: string[]): Promise<CommandResult> {
    return this.cloud.run(process.execPath, [program, ...args], { NO_COLOR: "1" }, this.project);
  }
}

/** `(((staging as any).connector ??= {}).instances ??= {}).max = 10;`, and nothing where it is to be taken out. */
function assignment(object: string, path: readonly string[], value: unknown): string {
  const [last = "", ...outer] = [...path].reverse();
  const parent = outer
    .reverse()
    .reduce((inner, key) => `(${inner}[${JSON.stringify(key)}] ??= {})`, `(${object} as any)`);
  const place = `${parent}[${JSON.stringify(last)}]`;
  return value === null ? `delete ${place};` : `${place} = ${JSON.stringify(value)};`;
}
