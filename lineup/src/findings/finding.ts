import type { Path } from "../reachability/path";
import type { Topology } from "../topology/model";

export type Severity = "error" | "warning" | "note";

export interface Finding {
  rule: string;
  severity: Severity;
  address: string;
  attribute: string;
  message: string;
  fix: string;
}

/** What a check looks at: the network, and the paths that were found in it. */
export interface Judgement {
  topology: Topology;
  paths: readonly Path[];
}

export type Check = (judgement: Judgement) => Finding[];
