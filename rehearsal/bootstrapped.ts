import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assertNothingToDo, init } from "./plans";
import type { Sandbox } from "./sandbox";

/** The repository whose pipeline a rehearsal bootstraps. */
export const REPOSITORY = { repository: "acme/orders", repository_id: "1001", repository_owner_id: "77" };
const VARIABLES = Object.entries(REPOSITORY).map(([name, value]) => `-var=${name}=${value}`);

/** Applies a bootstrap stack that is there already. */
export function applyBootstrap(sandbox: Sandbox) {
  return sandbox.mustSucceed("apply", "-input=false", "-no-color", "-auto-approve", ...VARIABLES);
}

/** A bootstrap stack's first apply, with a local state: then the state moves into the bucket that was made. */
export async function bootstrap(sandbox: Sandbox): Promise<void> {
  const override = join(sandbox.folder, "first_override.tf.json");
  writeFileSync(override, JSON.stringify({ terraform: { backend: { local: {} } } }));
  await init(sandbox);
  await applyBootstrap(sandbox);
  rmSync(override);
  await sandbox.mustSucceed("init", "-input=false", "-no-color", "-migrate-state", "-force-copy");
  for (const left of ["terraform.tfstate", "terraform.tfstate.backup"]) {
    rmSync(join(sandbox.folder, left), { force: true });
  }
  await assertNothingToDo(sandbox, ...VARIABLES);
}
