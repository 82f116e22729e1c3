import { isApplied } from "../../../topology/exists";
import type { Service, Topology, Variable } from "../../../topology/model";

/** The variables of a service whose value is written out. After an apply every value is: only configuration shows it. */
export function writtenVariables(
  topology: Topology,
  { variables }: Service,
): (Variable & { value: string | number })[] {
  if (isApplied(topology)) return [];
  return variables.flatMap((variable) => {
    const { value } = variable;
    return typeof value === "string" || typeof value === "number" ? [{ ...variable, value }] : [];
  });
}

/** Whether a service reads one of these attributes of a Redis: in a plan over a state such values are already known. */
export function readsRedis({ kind }: Topology, { resource }: Service, attributes: readonly string[]): boolean {
  return (
    kind === "plan" &&
    resource.reads.some(
      (read) => /google_redis_instance\./.test(read.address) && ["", ...attributes].includes(read.attribute),
    )
  );
}
