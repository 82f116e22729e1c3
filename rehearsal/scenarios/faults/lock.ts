import { apply, claimNothingToDo } from "../../plans";
import { claim, claimEnd, type Step } from "../../steps";
import { BUCKET, claimUnharmed, LOCK, lockOf } from "./aftermath";
import { type Scene, worldOf } from "./scene";

const HOLDER = "somebody@elsewhere";

/** A lock is an object beside the state; whoever put it there may be gone for good. */
export function someoneElsesLock(scene: Scene): Step[] {
  let id = "";
  return [
    {
      title: `${HOLDER} holds the lock: neither plan nor apply goes on, and terraform names the holder`,
      run: async () => {
        const world = worldOf(scene);
        await world.byHand("POST", `upload/storage/v1/b/${BUCKET}/o?uploadType=media&name=${LOCK}`, {
          ID: "1",
          Operation: "OperationTypeApply",
          Info: "",
          Who: HOLDER,
          Version: "1.11.4",
          Created: "2025-09-01T08:00:00Z",
          Path: `gs://${BUCKET}/${LOCK}`,
        });
        for (const refused of [await world.terraform("plan", "-input=false", "-no-color"), await apply(world)]) {
          claimEnd(refused, 1);
          claim(refused.stderr.includes(HOLDER), `terraform names ${HOLDER}`);
          id = /\bID:\s+(\S+)/.exec(refused.stderr)?.[1] ?? "";
        }
        claim(lockOf(world)?.includes(HOLDER) === true, "the lock is still the other's");
        return undefined;
      },
    },
    {
      title: "force-unlock with the id that terraform printed: the next plan runs",
      run: async () => {
        const world = worldOf(scene);
        await world.must("force-unlock", "-force", id);
        await claimNothingToDo(world);
        await claimUnharmed(world);
        return undefined;
      },
    },
  ];
}
