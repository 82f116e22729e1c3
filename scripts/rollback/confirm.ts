import { Refused, type World } from "./world";

/**
 * The person types the name of what is changed: "y" is typed for anything. Without a terminal nobody can, and only a
 * command that says why is one that somebody has thought about.
 */
export async function confirmed(world: World, { yes }: { yes: boolean }, thing: string, what: string): Promise<void> {
  if (yes) return;
  mustBeAsked(world, { yes });
  await mustType(world, thing, what);
}

export async function mustType({ ask }: Pick<World, "ask">, thing: string, what: string): Promise<void> {
  const typed = await ask(`Type ${thing} to ${what}: `);
  if (typed.trim() !== thing) throw new Refused(2, `that is not ${thing}: nothing was changed`);
}

/** Before anything is read: what cannot be confirmed is not worth the wait. */
export function mustBeAsked({ hasTerminal }: Pick<World, "hasTerminal">, { yes }: { yes: boolean }): void {
  if (yes || hasTerminal) return;
  throw new Refused(2, "there is no terminal to confirm it on: say --yes with --reason, or run it in one");
}

/** Of a person, where the command does not say it. */
export async function reasonFor(world: World, reason: string | undefined, otherwise?: string): Promise<string> {
  if (reason !== undefined) return reason.trim();
  if (otherwise !== undefined) return otherwise;
  return (await world.ask("Why? A sentence, which will stand in the environment's file: ")).trim();
}
