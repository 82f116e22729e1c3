import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Something a test needs and a machine may lack; `missing` says why, and is undefined where it is at hand. */
export interface Need {
  missing: string | undefined;
}

const installed = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: "ignore" }).status === 0;

export const terraform: Need = {
  missing: installed("terraform", "version") ? undefined : "terraform is not installed",
};

/** Runs a command on a terminal that nobody looks at: that of Linux, which takes the command as an option. */
export const pseudoTerminal: Need = {
  missing: installed("script", "--version") ? undefined : "script of util-linux is not installed",
};

/**
 * The provider, installed into a folder in which terraform can then validate one stack after another: it has 170 MB,
 * and to install it is to find out whether it can be installed. `remove` takes the folder away again.
 */
export function provider(required: object): Need & { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "provider-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const missing = terraform.missing ?? missingProvider(required, folder);
  // Where every test of a file is skipped, jest does not call its afterAll either.
  if (missing) remove();
  return { missing, folder, remove };
}

function missingProvider(required: object, folder: string): string | undefined {
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
  const options = { cwd: folder, env: within(folder), stdio: "ignore", timeout: 180_000 } as const;
  const { status } = spawnSync("terraform", ["init", "-backend=false", "-input=false"], options);
  return status === 0 ? undefined : "the Google provider cannot be installed from here";
}

/** A TF_DATA_DIR of the caller's would make every folder the same. */
export const within = (folder: string) => ({ ...process.env, TF_DATA_DIR: join(folder, ".terraform") });

/** A test that is reported as skipped, by name and with the reason, where what it needs is missing. */
export function itNeeds(need: Need, title: string, run: jest.ProvidesCallback): void {
  if (need.missing === undefined) test(title, run);
  else test.skip(`${title} [skipped: ${need.missing}]`, run);
}
