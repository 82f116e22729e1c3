import { orphans } from "../../objects";
import { apply, claimNothingToDo } from "../../plans";
import { claim } from "../../steps";
import { succeeded, type World } from "../../world";

export const BUCKET = "netra-staging-terraform-state";
export const LOCK = "staging/default.tflock";

export function lockOf(world: World): string | undefined {
  return world.cloud.objects.read(BUCKET, LOCK);
}

/** After an apply that did not end well: the state can be read, knows all there is, and nobody holds it. */
export async function claimUnharmed(world: World): Promise<void> {
  const state = await world.state();
  const { unknown, gone } = orphans(world.cloud.cloud.store, state);
  claim(unknown.length === 0, `nothing is orphaned: ${unknown.join(", ")}`);
  claim(gone.length === 0, `the state speaks of nothing that is not there: ${gone.join(", ")}`);
  claim(lockOf(world) === undefined, `the lock is released: ${lockOf(world)}`);
}

/** The same command once more is all it takes. */
export async function claimFinishes(world: World): Promise<string> {
  world.cloud.calm();
  const { stdout } = succeeded(await apply(world));
  await claimNothingToDo(world);
  await claimUnharmed(world);
  return /Apply complete! (.*)/.exec(stdout)?.[1] ?? "";
}
