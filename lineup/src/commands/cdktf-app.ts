import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isBlock, own } from "../inputs/blocks";
import { objectIn } from "../inputs/json";
import { UnusableInput } from "../inputs/model";
import { UsageError } from "../usage-error";

const SETTINGS = "cdktf.json";

/** Where no input is named: every stack of the cdktf app of this folder, synthesized into a folder that goes again. */
export async function withStacksHere<Result>(
  use: (stacks: { name: string; folder: string }[]) => Promise<Result>,
): Promise<Result> {
  const { app, context } = appHere();
  const outdir = mkdtempSync(join(tmpdir(), "lineup-"));
  try {
    await synthesize(app, context, outdir);
    const stacks = join(outdir, "stacks");
    const names = existsSync(stacks) ? readdirSync(stacks).sort() : [];
    if (names.length === 0) {
      throw new UnusableInput(
        `the "app" of ${SETTINGS} (${JSON.stringify(app)}) wrote no stack into the folder that CDKTF_OUTDIR names: an app that sets outdir itself has to be run first, and its folder given, such as lineup verify cdktf.out/stacks/NAME`,
      );
    }
    return await use(names.map((name) => ({ name, folder: join(stacks, name) })));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function appHere(): { app: string; context: unknown } {
  if (!existsSync(SETTINGS)) {
    throw new UsageError(
      `nothing is named to judge, and this folder has no ${SETTINGS}: name a folder of Terraform, or what terraform show -json prints of a plan or a state`,
    );
  }
  const settings = objectIn(readFileSync(SETTINGS, "utf8"), SETTINGS, "the settings of a cdktf app");
  const app = own(settings, "app");
  if (typeof app !== "string" || !/\S/.test(app)) {
    throw new UnusableInput(`${SETTINGS} has no "app", the command that synthesizes: write it, or name an input`);
  }
  return { app, context: isBlock(settings.context) ? settings.context : {} };
}

/** As the cdktf CLI does it. What the app says about itself goes to stderr. */
async function synthesize(app: string, context: unknown, outdir: string): Promise<void> {
  const env = {
    ...process.env,
    CDKTF_OUTDIR: outdir,
    CDKTF_CONTEXT_JSON: process.env.CDKTF_CONTEXT_JSON ?? JSON.stringify(context),
    // An app that asks lineup itself leaves it to the one that is running.
    LINEUP_IS_ASKING: "true",
  };
  const { code, stdout } = await run(app, env);
  if (code === 0) return;
  process.stderr.write(stdout);
  throw new UnusableInput(
    `the "app" of ${SETTINGS} (${JSON.stringify(app)}) ended with ${code === null ? "a signal" : `exit code ${code}`}: nothing was judged`,
  );
}

function run(app: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; stdout: string }> {
  return new Promise((done, failed) => {
    const child = spawn(app, { shell: true, env, stdio: ["ignore", "pipe", "inherit"] });
    const said: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
    child.on("error", failed);
    child.on("close", (code) => done({ code, stdout: Buffer.concat(said).toString() }));
  });
}
