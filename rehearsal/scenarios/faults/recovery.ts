import { orphans } from "../../objects";
import { apply, assertNothingToDo } from "../../plans";
import { type Sandbox, succeeded } from "../../sandbox";
import { assertThat } from "../../steps";

export const BUCKET = "netra-staging-terraform-state";
export const LOCK = "staging/default.tflock";

export function lockOf(sandbox: Sandbox): string | undefined {
  return sandbox.cloud.objects.read(BUCKET, LOCK);
}

/** After a failed apply: the state can be read, lists every object, and is not locked. */
export async function assertStateIntact(sandbox: Sandbox): Promise<void> {
  const state = await sandbox.state();
  const { unknown, gone } = orphans(sandbox.cloud.cloud.store, state);
  assertThat(unknown.length === 0, `nothing is orphaned: ${unknown.join(", ")}`);
  assertThat(gone.length === 0, `the state lists no object that does not exist: ${gone.join(", ")}`);
  assertThat(lockOf(sandbox) === undefined, `the lock is released: ${lockOf(sandbox)}`);
}

/** Running the same command again finishes. */
export async function assertFinishes(sandbox: Sandbox): Promise<string> {
  sandbox.cloud.calm();
  const { stdout } = succeeded(await apply(sandbox));
  await assertNothingToDo(sandbox);
  await assertStateIntact(sandbox);
  return /Apply complete! (.*)/.exec(stdout)?.[1] ?? "";
}
