import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Journal } from "./journal";
import { secretsIn } from "./objects";
import type { Tools } from "./tools";
import { type Ran, succeeded, World } from "./world";

export const PROJECT_FOLDER = resolve(__dirname, "..");

/** Where a scenario plays: a folder that goes when it is over, clouds that go with it, and what is kept to read. */
export class Stage {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "rehearsal-")));
  readonly journal: Journal;
  private readonly worlds: World[] = [];

  constructor(
    private readonly tools: Tools,
    kept: string,
    private readonly hear: (line: string) => void,
  ) {
    this.journal = new Journal(kept, this.folder, () =>
      this.worlds.flatMap(({ cloud }) => secretsIn(cloud.cloud.store)),
    );
  }

  /** A cloud of its own for this root. */
  async world(root: string): Promise<World> {
    const world = await World.open(root, this.tools, (ran) => this.hear(this.journal.note(ran)));
    this.worlds.push(world);
    return world;
  }

  /** A cloud in which the bucket for the state is there, made by hand. */
  async worldWithBucket(root: string): Promise<World> {
    const world = await this.world(root);
    const { terraform } = JSON.parse(readFileSync(join(root, "cdk.tf.json"), "utf8"));
    const bucket = terraform.backend?.gcs?.bucket;
    if (bucket !== undefined) await world.byHand("POST", "storage/v1/b?project=rehearsal", { name: bucket });
    return world;
  }

  /** Has an app of this project synthesize into a folder of the stage, however that ends. */
  async app(app: string, into: string, env: NodeJS.ProcessEnv = {}): Promise<{ ran: Ran; outdir: string }> {
    const outdir = join(this.folder, into);
    return { ran: await this.project(["--import", "tsx", app], { ...env, CDKTF_OUTDIR: outdir }), outdir };
  }

  /** The same, which has to succeed. Returns the folder of the stacks. */
  async synthesize(app = "main.ts", into = "cdktf.out"): Promise<string> {
    const { ran, outdir } = await this.app(app, into);
    succeeded(ran);
    return join(outdir, "stacks");
  }

  /** `lineup verify`, as anybody would call it. */
  async verify(what: string): Promise<Ran> {
    return this.project(["bin/lineup.js", "verify", what], { NO_COLOR: "1" });
  }

  /** What lineup says about a state. The state holds the AUTH string, so its file is this stage's alone. */
  async verifyState(world: World): Promise<Ran> {
    const file = join(this.folder, "state.json");
    writeFileSync(file, JSON.stringify(await world.state()), { mode: 0o600 });
    return this.verify(file);
  }

  /** A folder with files of its own. */
  root(name: string, files: Record<string, string>): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return folder;
  }

  async close(): Promise<void> {
    await Promise.all(this.worlds.map((world) => world.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ctrl-C: what runs may wind down, and nothing else starts. */
  interrupt(): void {
    for (const world of this.worlds) void world.stop();
  }

  kill(): void {
    for (const world of this.worlds) world.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async project(args: string[], env: NodeJS.ProcessEnv): Promise<Ran> {
    const world = this.worlds[0] ?? (await this.world(this.folder));
    return world.run(process.execPath, args, env, PROJECT_FOLDER);
  }
}

export function fingerprint(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
