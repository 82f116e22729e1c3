import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import type { Service } from "../../topology/model";
import { isService } from "../../topology/services";
import type { ChangeFinding } from "../define";

/** A service that is deleted or replaced: a danger where it has a path to a Redis, a caution elsewhere. */
export function lossOfService(
  action: "delete" | "replace",
  change: Change,
  comparison: Comparison,
  { consequence, fix }: Pick<ChangeFinding, "consequence" | "fix">,
): ChangeFinding[] {
  if (!isService(change) || change.action !== action) return [];
  const level = comparison.servicesOn(change).length > 0 ? "danger" : "caution";
  return [{ level, consequence, fix, services: [change.address] }];
}

/** Where a service says from where it is reached; the first generation says it in an annotation. */
export function ingressAttribute({ type }: Change): string {
  return type === "google_cloud_run_service" ? "metadata.annotations.run.googleapis.com/ingress" : "ingress";
}

/** Where it says that nobody is asked who calls. */
export function invokerAttribute({ type }: { type: string }): string {
  const isFirst = type === "google_cloud_run_service";
  return isFirst ? "metadata.annotations.run.googleapis.com/invoker-iam-disabled" : "invoker_iam_disabled";
}

/** The list of a service's variables, for what is missing in it. */
export function variablesAttribute({ variables, accessAttribute }: Service): string {
  const [first] = variables;
  return first ? first.attribute.split("[", 1).join("") : accessAttribute;
}
