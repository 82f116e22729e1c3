import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Journal } from "./journal";
import { secretsIn } from "./objects";
import { type CommandResult, Sandbox, succeeded } from "./sandbox";
import type { Tools } from "./tools";

export const PROJECT_FOLDER = resolve(__dirname, "..");

/** What a scenario runs in: a temporary folder, its clouds, and the journal that is kept. */
export class ScenarioContext {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "rehearsal-")));
  readonly journal: Journal;
  private readonly sandboxes: Sandbox[] = [];
  private readonly closing: (() => Promise<void>)[] = [];

  constructor(
    private readonly tools: Tools,
    kept: string,
    private readonly onCommand: (line: string) => void,
  ) {
    this.journal = new Journal(kept, this.folder, () =>
      this.sandboxes.flatMap(({ cloud }) => secretsIn(cloud.cloud.store)),
    );
  }

  /** Of the provider that is here. */
  get lockFile(): string {
    return this.tools.lockFile;
  }

  /** Done when the scenario has ended, however it has. */
  atTheEnd(close: () => Promise<void>): void {
    this.closing.push(close);
  }

  /** A cloud of its own for this root. */
  async sandbox(root: string): Promise<Sandbox> {
    const sandbox = await Sandbox.open(root, this.tools, (ran) => this.onCommand(this.journal.note(ran)));
    this.sandboxes.push(sandbox);
    return sandbox;
  }

  /** A cloud with as much of a bootstrap as this root uses: the bucket of the state, and the services' accounts. */
  async sandboxWithBucket(root: string): Promise<Sandbox> {
    const sandbox = await this.sandbox(root);
    const { terraform, resource } = JSON.parse(readFileSync(join(root, "cdk.tf.json"), "utf8"));
    const bucket = terraform.backend?.gcs?.bucket;
    if (bucket !== undefined) await sandbox.callApi("POST", "storage/v1/b?project=rehearsal", { name: bucket });
    const services = Object.values(resource?.google_cloud_run_v2_service ?? {});
    for (const [, accountId, project] of JSON.stringify(services).matchAll(ACCOUNT))
      await sandbox.callApi("POST", `iam/v1/projects/${project}/serviceAccounts`, { accountId });
    return sandbox;
  }

  /** Runs an app of this project, which synthesizes into the temporary folder; it may fail. */
  async app(app: string, into: string, env: NodeJS.ProcessEnv = {}): Promise<{ ran: CommandResult; outdir: string }> {
    const outdir = join(this.folder, into);
    return { ran: await this.project(["build/run.js", app], { ...env, CDKTF_OUTDIR: outdir }), outdir };
  }

  /** The same; throws unless it succeeds. Returns the folder of the stacks. */
  async synthesize(app = "main.ts", into = "cdktf.out"): Promise<string> {
    const { ran, outdir } = await this.app(app, into);
    succeeded(ran);
    return join(outdir, "stacks");
  }

  /** `lineup verify` as a user runs it. */
  async verify(what: string): Promise<CommandResult> {
    return this.project(["lineup/bin/lineup.js", "verify", what], { NO_COLOR: "1" });
  }

  /** The state as JSON. It holds the AUTH string, so only the owner may read the file. */
  async stateFile(sandbox: Sandbox): Promise<string> {
    const file = join(this.folder, "state.json");
    writeFileSync(file, JSON.stringify(await sandbox.state()), { mode: 0o600 });
    return file;
  }

  /** `lineup verify` of the state. */
  async verifyState(sandbox: Sandbox): Promise<CommandResult> {
    return this.verify(await this.stateFile(sandbox));
  }

  /** A folder with these files. */
  root(name: string, files: Record<string, string>): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return folder;
  }

  /** What the clouds have answered and Google would not have. */
  get inventions(): string[] {
    return [...new Set(this.sandboxes.flatMap(({ cloud }) => cloud.inventions))];
  }

  async close(): Promise<void> {
    await Promise.all([...this.sandboxes.map((sandbox) => sandbox.close()), ...this.closing.map((close) => close())]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ctrl-C: running commands may finish cleanly, and no other starts. */
  interrupt(): void {
    for (const sandbox of this.sandboxes) void sandbox.stop();
  }

  kill(): void {
    for (const sandbox of this.sandboxes) sandbox.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async project(args: string[], env: NodeJS.ProcessEnv): Promise<CommandResult> {
    const sandbox = this.sandboxes[0] ?? (await this.sandbox(this.folder));
    return sandbox.run(process.execPath, args, env, PROJECT_FOLDER);
  }
}

/** The account of a service, by its address. */
const ACCOUNT = /"service_account":"([a-z0-9-]+)@([a-z0-9-]+)\.iam\.gserviceaccount\.com"/g;

export function fingerprint(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
