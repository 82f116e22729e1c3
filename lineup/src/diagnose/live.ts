import { readJson } from "../inputs/read";
import { readLive } from "../inventory";
import type { Get } from "../inventory/reader";
import type { Session } from "../probe/session";
import { judge } from "../verify";
import type { Live } from "./part";

/** How long the project is read. What has not answered by then is unread, and everything else is judged. */
export const READING = 40_000;

/**
 * The project as it is now, read once. Values that no file may hold are kept, for the parts that compare them: none of
 * them is printed.
 */
export async function liveProject({ project, get, env, wait, progress, say }: Session, most = READING): Promise<Live> {
  const until = Date.now() + most;
  const inventory = await readLive(
    { project, keepsWithheld: true },
    {
      get: untilThen(get, until),
      env,
      wait: (pause) => wait(Math.max(0, Math.min(pause, until - Date.now()))),
      progress,
      say,
    },
  );
  const model = readJson(inventory, `the live project ${project}`);
  return { inventory, model, judged: judge(model) };
}

/** Nobody answers any more after that time: what hangs does not keep the others from being judged. */
function untilThen(get: Get, until: number): Get {
  return async (url, readsPolicy) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const timedOut = Object.assign(new Error("it has not answered in time"), { code: "ETIMEDOUT" });
      timer = setTimeout(() => reject(timedOut), Math.max(0, until - Date.now()));
    });
    try {
      return await Promise.race([get(url, readsPolicy), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
