import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isBlock, own } from "../inputs/blocks";
import { objectIn, textOf } from "../inputs/json";
import { UnusableInput } from "../inputs/model";
import { whyUnwritten } from "../output";
import { UsageError } from "../usage-error";
import { Shell } from "./shell";

const SETTINGS = "cdktf.json";

/** The app run to see what it makes of other settings: what it says of them is nobody's to read. */
export interface Trial {
  context: Readonly<Record<string, unknown>>;
}

/** Where no input is named: every stack of the cdktf app of this folder, synthesized into a folder that goes again. */
export async function withStacksHere<Result>(
  use: (stacks: { name: string; folder: string }[]) => Promise<Result>,
  trial?: Trial,
): Promise<Result> {
  if (process.env.LINEUP_IS_ASKING !== undefined) {
    throw new UsageError(
      `LINEUP_IS_ASKING is set, so this is a part of the "app" of ${SETTINGS} that lineup itself runs: name an input, or leave lineup out of the "app"`,
    );
  }
  const { app, context } = appHere();
  const outdir = temporaryFolder();
  const shell = new Shell(() => rmSync(outdir, { recursive: true, force: true }));
  try {
    await synthesize(shell, app, context, outdir, trial);
    const names = stacksIn(join(outdir, "stacks"));
    if (names.length === 0) {
      throw new UnusableInput(
        `the "app" of ${SETTINGS} (${JSON.stringify(app)}) wrote no stack into the folder that CDKTF_OUTDIR names: an app that sets outdir itself has to be run first, and its folder given, such as lineup verify cdktf.out/stacks/NAME`,
      );
    }
    return await use(names.map((name) => ({ name, folder: join(outdir, "stacks", name) })));
  } finally {
    shell.close();
  }
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), "lineup-"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UnusableInput(
      `no folder can be made in ${tmpdir()}, where the "app" of ${SETTINGS} would write: ${whyUnwritten(code)}`,
    );
  }
}

/** Beside the stacks may lie what a file manager has left. A link would be judged as if the app had written it. */
function stacksIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link) {
    throw new UnusableInput(
      `the "app" of ${SETTINGS} wrote a link in place of the stack ${JSON.stringify(link.name)}: name what it leads to as an input`,
    );
  }
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function appHere(): { app: string; context: unknown } {
  const found = statSync(SETTINGS, { throwIfNoEntry: false });
  if (!found) {
    throw new UsageError(
      `nothing is named to judge, and this folder has no ${SETTINGS}: name a folder of Terraform, or what terraform show -json prints of a plan or a state`,
    );
  }
  if (!found.isFile())
    throw new UnusableInput(`${SETTINGS} is no file: it holds the "app", the command that synthesizes`);
  const settings = objectIn(textOf(SETTINGS, SETTINGS), SETTINGS, "the settings of a cdktf app");
  const app = own(settings, "app");
  if (typeof app !== "string" || !/\S/.test(app)) {
    throw new UnusableInput(`${SETTINGS} has no "app", the command that synthesizes: write it, or name an input`);
  }
  return { app, context: isBlock(settings.context) ? settings.context : {} };
}

/** As the cdktf CLI does it. What the app says about itself goes to stderr. */
async function synthesize(
  shell: Shell,
  app: string,
  context: unknown,
  outdir: string,
  trial: Trial | undefined,
): Promise<void> {
  const given = process.env.CDKTF_CONTEXT_JSON ?? JSON.stringify(context);
  const env = {
    ...process.env,
    CDKTF_OUTDIR: outdir,
    CDKTF_CONTEXT_JSON: trial ? JSON.stringify({ ...contextIn(given), ...trial.context }) : given,
    // An app that asks lineup itself leaves it to the one that is running, for this folder only.
    LINEUP_IS_ASKING: outdir,
  };
  const { ended, stdout } = await shell.run(app, env, trial === undefined);
  if (ended === undefined) return;
  if (trial !== undefined) throw new UnusableInput(stdout);
  process.stderr.write(stdout);
  throw new UnusableInput(`the "app" of ${SETTINGS} (${JSON.stringify(app)}) ${ended}: nothing was judged`);
}

/** What is no JSON of a context the app itself refuses. */
function contextIn(text: string): object {
  try {
    const context: unknown = JSON.parse(text);
    return isBlock(context) ? context : {};
  } catch {
    return {};
  }
}
