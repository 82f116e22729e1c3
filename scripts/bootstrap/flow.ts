import type { Run, Running } from "../child";
import type { State } from "../cloud/state";
import type { Folder, Import } from "./folder";

/** Where the state is at the moment, which says what is left to do. */
export type Place =
  /** Nowhere, or in the local file: apply there, and move it. */
  | { at: "local"; state: State | undefined }
  /** In the bucket: apply there. A local file is an older copy of it, left by a run that was broken off. */
  | { at: "bucket"; state: State };

/** Two states of one stack: which of them is right, nobody here can tell. */
export class TwoStates extends Error {}

export function placeOf(local: State | undefined, bucket: State | undefined, file: string): Place {
  // The gcs backend writes an empty state as soon as it is opened.
  if (bucket === undefined || bucket.addresses.length === 0) return { at: "local", state: local };
  const isOlderCopy = local === undefined || (local.lineage === bucket.lineage && local.serial <= bucket.serial);
  if (isOlderCopy) return { at: "bucket", state: bucket };
  throw new TwoStates(
    `there are two states of this stack: ${file} (serial ${local.serial}) and the one in the bucket (serial ${bucket.serial}) - the one in the bucket is what the pipeline reads: compare both with \`terraform show\`, and move the file away if it is the wrong one`,
  );
}

export interface Flow {
  folder: Folder;
  place: Place;
  imports: readonly Import[];
  /** Terraform's own arguments of the apply. */
  args: readonly string[];
  terraform: (args: readonly string[], options?: Running) => Promise<Run>;
  say: (sentence: string) => void;
  interrupted: () => boolean;
}

/** The end of a step that failed. */
export interface Failed {
  step: "init" | "apply" | "migrate" | "plan";
  run: Run;
}

/**
 * Applies the stack, moves its state into the bucket that it made, and proves that nothing is left to do, before the last
 * copy on this machine is deleted. Each step looks the same to the next run whether this one ended after it or not.
 */
export async function bringUp(flow: Flow): Promise<Failed | undefined> {
  const { folder, place, imports, args, terraform, say } = flow;
  const step = async (name: Failed["step"], words: readonly string[], good: readonly number[] = [0]) => {
    const run = await terraform(words, { hearing: true });
    return good.includes(run.code) && !flow.interrupted() ? undefined : { step: name, run };
  };
  if (place.at === "local") folder.useLocalState();
  else folder.useBucket();
  folder.takeOver(imports);

  // -reconfigure: where this folder kept its state the last time decides nothing, and nothing is copied by it.
  const failed =
    (await step("init", ["init", "-input=false", "-reconfigure"])) ?? (await step("apply", ["apply", ...args]));
  if (failed) return failed;
  folder.takeOver([]);
  if (place.at === "local") {
    folder.useBucket();
    say("the state moves into the bucket");
    const unmoved = await step("migrate", ["init", "-input=false", "-migrate-state", "-force-copy"]);
    if (unmoved) return unmoved;
  }
  const changing = await step("plan", ["plan", "-input=false", "-detailed-exitcode"]);
  if (changing) return changing;
  folder.forgetLocalState();
  return undefined;
}
