import type { Change } from "../changes/change";
import type { Comparison } from "../compare/comparison";
import type { Model } from "../inputs/model";
import type { Question } from "../verify";
import type { PathsAsWritten, Traced } from "./traced-paths";

/** Everything that a difference is judged by. */
export interface DriftSituation {
  comparison: Comparison;
  changes: readonly Change[];
  /** The paths as they were written. */
  reference: PathsAsWritten;
  written: Model;
  now: Model;
  /** The paths as they are now. */
  paths: readonly Traced[];
  question: Question;
  /** What was written, with everything live that is not managed: what blocks a path there is no drift. */
  withUnmanaged: Model | undefined;
}
