// What becomes of a state that holds the same things: a part of what `lineup adopt --old` prints. Public: fields may be
// added, never renamed.

/** One thing that is taken over here. */
export interface Ours {
  address: string;
  type: string;
  /** By which Terraform imports it. */
  id: string;
}

/** One old instance that is, or holds a part of, one thing of ours. */
export interface HeldTwice {
  old: string;
  oldType: string;
  here: string;
  type: string;
  id: string;
  /** What it means where the types differ; null where they are the same. */
  says: string | null;
}

/** A `removed` block, and what it forgets. */
export interface Forgotten {
  from: string;
  instances: string[];
}

/** What `removed` cannot forget alone: it takes no index, and forgets all instances. */
export interface NotForgotten {
  from: string;
  takenOver: string[];
  /** What would be forgotten with it, and nobody takes over. */
  others: string[];
  wayOut: {
    says: string;
    /** A file beside removed.tf.json, once the blocks are written that `moved` leads to; null where there is another way. */
    file: Split | null;
  };
}

export interface Split {
  moved: { from: string; to: string }[];
  removed: RemovedBlock[];
}

export interface RemovedBlock {
  from: string;
  lifecycle: { destroy: false };
}

/** What is in the old state, and nobody takes over. */
export interface LeftThere {
  address: string;
  type: string;
  /** By which Terraform would import it; null where that cannot be told, or the state calls it sensitive. */
  id: string | null;
  /** Of a binding whose other members are taken over: this one. */
  member?: string;
  /** Why nobody takes it over, where that is known. */
  why: string | null;
  /** What is here of the same type and not in the old state: it may be the same thing by another name. */
  like: string[];
  /** What it stands on there, and is taken over here. */
  standsOn: string[];
  ways: { keep: string; here: string; delete: string };
}

export interface HandoverStep {
  step: "back-up" | "freeze" | "plan" | "apply" | "removal" | "proof";
  where: "old root" | "here" | "both";
  does: string;
  commands: string[];
  /** How one sees that it is done. */
  proof: string;
  back: { does: string; commands: string[] };
}

export interface Handover {
  file: string;
  project: string;
  pairs: HeldTwice[];
  removed: { name: "removed.tf.json"; blocks: Forgotten[]; content: { removed: RemovedBlock[] } };
  notForgotten: NotForgotten[];
  left: LeftThere[];
  /** What is taken over here and not in the old state: made by hand, or forgotten there already. */
  notHeld: string[];
  /** What to know before the removal, in sentences. */
  cautions: string[];
  steps: HandoverStep[];
  /** Nothing of ours is in the old state: there is no second owner. */
  isDone: boolean;
}
