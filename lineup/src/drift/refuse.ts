import type { ChangedPlan } from "../changes/read";
import { UnusableInput } from "../inputs/model";

const NORMAL = "drift is judged by a normal plan of everything: terraform plan -json -out=PLANFILE";

/** Refuses plans that do not show what changed outside Terraform, or not all of it. */
export function refuseOthers(plan: ChangedPlan): void {
  const why = whyNot(plan);
  if (why !== undefined) throw new UnusableInput(`${plan.file} ${why} - ${NORMAL}`);
}

function whyNot({ kind, errored, incomplete }: ChangedPlan): string | undefined {
  if (kind === "destroy") return "is a plan to destroy everything";
  if (kind === "refresh-only")
    return "is a refresh-only plan: it does not hold the changes that the configuration asks for";
  if (errored) return "ended in an error: it holds only a part of the differences";
  if (incomplete) return "is incomplete: it was made with -target or -exclude, or changes were deferred";
  return undefined;
}
