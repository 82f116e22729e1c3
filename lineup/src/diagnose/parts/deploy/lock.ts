import { textAt } from "../../../google/answer";
import { isUnread } from "../../../google/refusal";
import type { Scene, Tell, Written } from "../../part";
import { type BucketObject, objectIn } from "./object";
import { type Place, terraform } from "./place";

/** A deploy takes half an hour at most: Redis alone takes ten minutes. */
const LONGEST_RUN = 30 * 60_000;

/** Somebody works on the state, or was broken off and has left his lock behind. */
export async function lookForLock(scene: Scene, written: Written, place: Place, tell: Tell): Promise<void> {
  const at = `gs://${place.bucket}/${place.lock}`;
  let lock: BucketObject | undefined;
  try {
    lock = await objectIn(scene.session, place.bucket, place.lock);
  } catch (error) {
    if (!isUnread(error)) throw error;
    tell.gap(`whether the state is locked: ${at}: ${error.message}`);
    return;
  }
  if (lock === undefined) return;
  const { who, operation, since } = saidBy(lock);
  const age = scene.now.getTime() - Date.parse(since ?? "");
  const isOld = age > LONGEST_RUN;
  const seen = `${who ?? "somebody whose name is not printed"} locked the state${operation ? ` for ${operation}` : ""}`;
  tell.clue({
    code: "STATE_LOCKED",
    certainty: isOld ? "likely" : "possible",
    at,
    attribute: "",
    message: `${seen}${since ? ` at ${since}` : ""}: ${isOld ? "no deploy runs so long, and none can begin" : "a deploy may be running, and no other can begin"}`,
    services: [],
    evidence: [
      { from: "deploy", at, attribute: "", text: seen, ...(since ? { when: since } : {}), ...(who ? { by: who } : {}) },
    ],
    repair: {
      text: `ask ${who ?? "whoever deploys"} first whether that run still works, and look into the pipeline: a lock that is taken from a run that works lets two of them write one state. Only if none does, take the lock away`,
      commands: /^\d{1,20}$/.test(lock.generation ?? "")
        ? [terraform(written, "force-unlock", lock.generation ?? "")]
        : [],
    },
  });
}

/** What the lock says of itself. The id in it is not the one that Terraform asks for: that is the object's generation. */
function saidBy({ content, updated }: BucketObject) {
  const [who, operation] = [textAt(content, "Who"), textAt(content, "Operation")];
  const created = Date.parse(textAt(content, "Created") ?? updated ?? "");
  return {
    who: who !== undefined && /^[\w.+@-]{1,120}$/.test(who) ? who : undefined,
    operation:
      operation !== undefined && /^OperationType\w{1,30}$/.test(operation)
        ? operation.slice(13).toLowerCase()
        : undefined,
    since: Number.isNaN(created) ? undefined : new Date(created).toISOString(),
  };
}
