import { textAt } from "../../../google/answer";
import { isUnread } from "../../../google/refusal";
import type { Repair } from "../../contract";
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
    repair: isOld ? takenAway(written, who, lock) : wait(who),
  });
}

/** A run that works goes on under a lock that was taken from it: for one that may, no command is there to be copied. */
function wait(who: string | undefined): Repair {
  return {
    text: `wait until that run has ended: it takes its lock away itself. Ask ${who ?? "whoever deploys"} where it runs, and diagnose again once nothing runs any more`,
    commands: [],
  };
}

function takenAway(written: Written, who: string | undefined, { generation = "" }: BucketObject): Repair {
  return {
    text: `ask ${who ?? "whoever deploys"} first whether that run still works, and look into the pipeline: a lock that is taken from a run that works lets two of them write one state. Only if none does, take the lock away`,
    commands: /^\d{1,20}$/.test(generation) ? [terraform(written, "force-unlock", generation)] : [],
  };
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
