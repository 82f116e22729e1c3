import { endNames, type Path } from "../reachability/path";
import { nameAt } from "./rank/same";

/** The name of the service that a path begins at. */
export function nameOfCaller(path: Pick<Path, "from" | "steps">): string {
  return endNames(path).fromName ?? nameAt(path.from);
}
