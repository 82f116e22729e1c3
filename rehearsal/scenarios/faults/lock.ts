import { apply, assertNothingToDo } from "../../plans";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { type Scene, sandboxOf } from "./context";
import { assertStateIntact, BUCKET, LOCK, lockOf } from "./recovery";

const HOLDER = "somebody@elsewhere";

/** A lock is an object beside the state; the process that wrote it may no longer exist. */
export function someoneElsesLock(scene: Scene): ScenarioStep[] {
  let id = "";
  return [
    {
      title: `${HOLDER} holds the lock: plan and apply both refuse, and terraform names the holder`,
      run: async () => {
        const sandbox = sandboxOf(scene);
        await sandbox.callApi("POST", `upload/storage/v1/b/${BUCKET}/o?uploadType=media&name=${LOCK}`, {
          ID: "1",
          Operation: "OperationTypeApply",
          Info: "",
          Who: HOLDER,
          Version: "1.11.4",
          Created: "2025-09-01T08:00:00Z",
          Path: `gs://${BUCKET}/${LOCK}`,
        });
        for (const refused of [await sandbox.terraform("plan", "-input=false", "-no-color"), await apply(sandbox)]) {
          assertExitCode(refused, 1);
          assertThat(refused.stderr.includes(HOLDER), `terraform names ${HOLDER}`);
          id = /\bID:\s+(\S+)/.exec(refused.stderr)?.[1] ?? "";
        }
        assertThat(lockOf(sandbox)?.includes(HOLDER) === true, "the lock is still the other's");
        return undefined;
      },
    },
    {
      title: "force-unlock with the id that terraform printed: the next plan runs",
      run: async () => {
        const sandbox = sandboxOf(scene);
        await sandbox.mustSucceed("force-unlock", "-force", id);
        await assertNothingToDo(sandbox);
        await assertStateIntact(sandbox);
        return undefined;
      },
    },
  ];
}
