import { readInput } from "../inputs/read";
import type { Session } from "../probe/session";
import { stateOf } from "./backend";
import { liveProject } from "./live";
import { internet } from "./outside";
import type { Asked, Outside, Scene, Written } from "./part";

export interface Setting {
  session: Session;
  asked: Asked;
  /** The folder of the stack, where --config names it. */
  config: string | undefined;
  now?: Date;
  outside?: Outside;
}

/** What all parts look at. The project is read while the first of them begin. */
export async function sceneOf({ session, asked, config, now, outside }: Setting): Promise<Scene> {
  const written = config === undefined ? undefined : await writtenIn(config);
  const live = liveProject(session);
  // Whoever waits for it says that it could not be read; where nobody does, nobody has to.
  live.catch(() => {});
  const { project } = session;
  return { session, project, asked, now: now ?? new Date(), live, written, outside: outside ?? internet() };
}

async function writtenIn(folder: string): Promise<Written> {
  return { folder, model: await readInput(folder), expected: undefined, state: await stateOf(folder) };
}
