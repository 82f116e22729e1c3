import { withoutPlaces } from "../../../facts/attribute-path";
import type { Resource } from "../inputs/model";
import { type Fields, field, type Value } from "../values";

/** Of which attributes Terraform ignores changes: of whole ones, and of what is only in part known to be ignored. */
export interface Ignored {
  whole: readonly string[];
  /** One label of several, one of several containers. */
  inPart: readonly string[];
}

export function ignoredOf({ lifecycle, values }: Resource): Ignored {
  const all = lifecycle?.ignoresExactly ?? [];
  const isWhole = (path: string) => isOfAll(path, values);
  return {
    whole: all.filter(isWhole).map(withoutPlaces),
    inPart: all.filter((path) => !isWhole(path)).map(withoutPlaces),
  };
}

/** Whether it leads through first items only, which are the only ones. */
function isOfAll(path: string, values: Fields): boolean {
  if (/\[(?!0\])/.test(path)) return false;
  let value: Value | undefined = values;
  for (const step of path.split(".")) {
    value = field(value, withoutPlaces(step));
    if (Array.isArray(value) && value.length > 1 && step.endsWith("]")) return false;
    if (Array.isArray(value)) [value] = value;
  }
  return true;
}
