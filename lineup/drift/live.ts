import type { Model } from "../inputs/model";
import type { Topology } from "../topology/model";
import type { Question } from "../verify";
import type { Found } from "./found";
import type { Unmanaged } from "./model";
import type { Traced, Written } from "./outcome";

/** Everything that what is live is held against. */
export interface Worlds {
  reference: Written;
  written: Model;
  now: Model;
  nowTopology: Topology;
  paths: readonly Traced[];
  question: Question;
}

/** What the live project adds to a plan. */
export interface Live {
  /** A world with everything in it that the live project has besides. */
  over(world: Model): Model;
  /** What of the managed things another writer changed since the plan looked. */
  differences(world: Model): Found[];
  unmanaged(worlds: Worlds): Unmanaged[];
  /** What could not be read. */
  unread: readonly string[];
}
