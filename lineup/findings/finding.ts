import type { Path } from "../reachability/path";
import type { Finding, Severity } from "../report/contract";
import type { Topology } from "../topology/model";

export type { Finding, Severity };

/** What a check looks at: the network, and the paths that were found in it. */
export interface Judgement {
  topology: Topology;
  paths: readonly Path[];
}

export type Check = (judgement: Judgement) => Finding[];
