import { programBehind } from "../../../../facts/programs";
import { word } from "../../text/shell";
import type { HandoverStep } from "./contract";
import type { OldState } from "./state";

const BACKUP = "before-adoption.tfstate";

/** The order, with a way back at each step. Capital letters stand for what a state does not say. */
export function order({ providers }: OldState, project: string, leaving: readonly string[]): HandoverStep[] {
  const program = programBehind(providers) ?? "terraform";
  const pushed = [`${program} state push -force ${BACKUP}`];
  const member = "--member=serviceAccount:OLD_IDENTITY --role=roles/storage.objectAdmin";
  const bucket = "gcloud storage buckets";
  const lock = "gs://OLD_BUCKET/OLD_PREFIX/default.tflock";
  return [
    {
      step: "back-up",
      where: "both",
      does: "write both states down, readable by you alone: they hold passwords",
      commands: [`(umask 077 && ${program} state pull > ${BACKUP})`],
      proof: `${BACKUP} is in both roots, and outside of version control`,
      back: { does: "nothing has changed: delete the two files", commands: [`rm ${BACKUP}`] },
    },
    {
      step: "freeze",
      where: "old root",
      does: "nobody applies the old root from here on: its pipeline is off, its identity may not write its state, and its lock is held",
      commands: [
        "gh workflow disable OLD_WORKFLOW",
        `${bucket} remove-iam-policy-binding gs://OLD_BUCKET ${member}`,
        `echo '{"ID":"1","Operation":"adoption","Who":"YOU"}' > lock.json`,
        `gcloud storage cp lock.json ${lock} --if-generation-match=0`,
      ],
      proof: `${program} plan in the old root refuses, and names YOU as the holder of the lock`,
      back: {
        does: "give back what was taken",
        commands: [
          `gcloud storage rm ${lock}`,
          `${bucket} add-iam-policy-binding gs://OLD_BUCKET ${member}`,
          "gh workflow enable OLD_WORKFLOW",
        ],
      },
    },
    {
      step: "plan",
      where: "here",
      does: "plan the imports and have the plan reviewed: nothing is touched",
      commands: [`lineup adopt --project ${word(project)} --old old.json --write`],
      proof: "the plan imports what the table foretold, and destroys nothing",
      back: { does: "nothing has changed: delete the file of the adoption", commands: [] },
    },
    {
      step: "apply",
      where: "here",
      does: "apply the plan that was reviewed: both roots own these things until the removal, so the old one stays frozen",
      commands: [],
      proof: "the plan after it is empty",
      back: {
        does: "put the state back: imports have changed nothing else. What the plan changed in place is to be set back by hand, as the plan shows it; delete the file of the adoption, or the next apply imports again",
        commands: pushed,
      },
    },
    {
      step: "removal",
      where: "old root",
      does: "put removed.tf.json there, take the blocks that it names out of the configuration (provider blocks stay), release the lock, plan, review, apply the saved plan",
      commands: [
        `gcloud storage rm ${lock}`,
        `${program} plan -out=removal.tfplan`,
        `${program} show -json removal.tfplan | lineup review -`,
        `${program} apply removal.tfplan`,
      ],
      proof: "the plan says 0 to destroy, and forgets what removed.tf.json names and nothing else",
      back: {
        does: "put the state and the configuration back: a removed block has changed nothing else",
        commands: [...pushed, "git revert REMOVAL"],
      },
    },
    {
      step: "proof",
      where: "old root",
      does: "the old root owns none of it: only then is it thawed",
      commands: [
        `${program} plan -detailed-exitcode`,
        `${program} show -json > old.json`,
        `lineup adopt --project ${word(project)} --old old.json`,
      ],
      proof: `the plan says 0 to destroy, and none of ${leaving.length} block${leaving.length === 1 ? "" : "s"} is in the old state`,
      back: { does: "as after the removal", commands: pushed },
    },
  ];
}
