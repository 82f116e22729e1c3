import type { Session } from "../../lineup/src/probe/session";
import type { Past } from "./past";
import type { Edit } from "./pinned";
import { proof } from "./probe";
import { type Destination, isThere, moved } from "./traffic";
import { unbroken } from "./unbroken";
import { Refused, type World } from "./world";

interface Change {
  past: Past;
  to: Destination;
  edit: Edit;
  environment: string;
}

/**
 * The file first, the requests then. Broken off in between, the file says what was meant, and the next deploy does it; the
 * other way round the next deploy would silently undo it. docs/decisions/0022-going-back.md
 */
export async function changed(
  world: World,
  session: Session,
  { past, to, edit, environment }: Change,
): Promise<number> {
  const { at, service, settings } = past;
  const { file } = edit;
  const isMoved = isThere(service, to);
  const outcome = await unbroken(world, async () => {
    file.write(edit.text);
    if (isMoved) return { is: "moved" } as const;
    try {
      return await moved(session, at, to, service);
    } catch (error) {
      putBack(edit);
      throw error;
    }
  });
  if (outcome.is === "not moved") {
    throw new Refused(2, `the requests of ${at.name} were not moved: ${outcome.why}`, putBack(edit));
  }
  if (outcome.is === "unknown") {
    throw new Refused(
      3,
      `whether the requests of ${at.name} were moved is unknown: ${outcome.why}`,
      `${file.shown} says it all the same, so the next deploy does it: run the same command again, which looks first`,
    );
  }
  const where = to === "newest" ? "its newest revision" : to.revision;
  world.print(`All requests of ${at.name} go to ${where}${isMoved ? ", as they did before" : ""}.`);
  if (!settings.redis) return 0;
  const { code, lines } = await proof(session, at.name, environment);
  for (const line of lines) world.print(line);
  return code;
}

/** Says whether the file is as it was. */
function putBack({ file, isChange }: Edit): string {
  if (!isChange) return `${file.shown} was not changed`;
  return file.putBack()
    ? `${file.shown} is as it was before`
    : `${file.shown} was written by somebody else meanwhile, and is left as it is: look at traffic in it`;
}
