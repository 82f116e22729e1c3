import { expectedBeside } from "../expected";
import { readInput } from "../inputs/read";
import type { Session } from "../probe/session";
import { stateOf } from "./backend";
import { liveProject } from "./live";
import { internet } from "./outside";
import type { Asked, Outside, Scene, Written } from "./part";

export interface Setting {
  session: Session;
  asked: Asked;
  written: Written | undefined;
  now?: Date;
  outside?: Outside;
}

/** What all parts look at. The project is read while the first of them begin. */
export function sceneOf({ session, asked, written, now, outside }: Setting): Scene {
  const live = liveProject(session);
  // Whoever waits for it says that it could not be read; where nobody does, nobody has to.
  live.catch(() => {});
  const { project } = session;
  return {
    session,
    project,
    asked,
    now: now ?? new Date(),
    running: new Set(),
    live,
    written,
    outside: outside ?? internet(),
  };
}

/** The stack in the folder that --config names: it is read before anybody is asked. */
export async function writtenIn(folder: string): Promise<Written> {
  return { folder, model: await readInput(folder), expected: expectedBeside(folder), state: await stateOf(folder) };
}
