import { isUnread } from "../../../google/refusal";
import { plain } from "../../../text/plain";
import type { Part, Scene, Tell, Written } from "../../part";
import { missing, unfinished, unrecorded } from "./interrupted";
import { type Known, knownThings } from "./known";
import { lookForLock } from "./lock";
import { type BucketObject, objectIn } from "./object";
import { type Place, placeOf } from "./place";
import { type RecordedState, recordedIn } from "./recorded";
import { lookForUnsaved } from "./unsaved";

interface Saved extends RecordedState {
  updated: string | undefined;
}

export const deploy: Part = {
  name: "deploy",
  what: "the state: a lock left behind, an apply that was broken off or could not save, what is written and not there",
  notAsked: ({ written }) =>
    written === undefined ? "where the state is kept is not known: --config FOLDER says it" : undefined,
  deadline: 30_000,
  async look(scene, tell) {
    const { written } = scene;
    if (written === undefined) return;
    const place = placeOf(written);
    if (place === undefined) {
      tell.gap("the state is not kept in a bucket that the configuration names, so neither it nor its lock was read");
    }
    const [inBucket] = await Promise.all([
      place && savedIn(scene, place, tell),
      place && lookForLock(scene, written, place, tell),
    ]);
    const saved = inBucket === "none" ? undefined : inBucket;
    lookForUnsaved(written, inBucket, tell);
    compare(scene, written, knownThings(written, await scene.live, saved?.instances), saved, tell);
  },
};

/** What the state in the bucket knows. That there is none is said as well: it may be that of another workspace. */
async function savedIn({ session }: Scene, { bucket, state }: Place, tell: Tell): Promise<Saved | "none" | undefined> {
  const at = `gs://${bucket}/${state}`;
  let object: BucketObject | undefined;
  try {
    object = await objectIn(session, bucket, state);
  } catch (error) {
    if (!isUnread(error)) throw error;
    tell.gap(`the state ${at} could not be read: ${error.message}`);
    return undefined;
  }
  if (object === undefined) {
    tell.gap(`there is no state ${at}: nothing was ever applied from here, or its state is kept elsewhere`);
    return "none";
  }
  const recorded = recordedIn(object.content);
  if (typeof recorded !== "string") return { ...recorded, updated: object.updated };
  tell.gap(`the state ${at} was not understood: ${recorded}`);
  return undefined;
}

function compare(scene: Scene, written: Written, { things, open }: Known, saved: Saved | undefined, tell: Tell): void {
  const when = saved?.updated;
  if (open.length > 0) {
    tell.gap(`${shown(open)}: its name or its project is not known before an apply, so it was not looked for`);
  }
  const unread = things.filter(({ isLookedFor }) => !isLookedFor);
  if (unread.length > 0) tell.gap(`${shown(unread.map(({ at }) => at))}: whether it is there could not be read`);
  for (const one of saved?.instances ?? []) if (one.tainted || one.deposed) tell.clue(unfinished(one, written, when));
  const gone = things.filter(({ isLookedFor, live }) => isLookedFor && !live);
  if (gone.length > 1 && gone.length === things.length && !things.some(({ isRecorded }) => isRecorded)) {
    tell.gap(
      `nothing of what is written is in ${scene.project}: it was never deployed, or ${plain(written.folder)} is the stack of another project`,
    );
    return;
  }
  for (const thing of gone) tell.clue(missing(thing, scene, written, when));
  for (const thing of things) {
    if (thing.live && thing.isRecorded === false) tell.clue(unrecorded(thing, scene, written, when));
  }
}

function shown(names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `${names.slice(0, 5).join(", ")}${more}`;
}
