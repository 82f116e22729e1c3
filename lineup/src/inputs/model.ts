import type { Fields, Reference } from "../values";

export type InputKind = "synth" | "plan" | "state" | "inventory";

/** A resource instance as any of the inputs tells it, in Terraform's own attribute names. */
export interface Resource {
  address: string;
  type: string;
  mode: "managed" | "data";
  values: Fields;
  /** Whether it certainly exists; false where `count` or `for_each` could not be resolved. */
  certain: boolean;
  /** What it is told to wait for, or what a state recorded that it was made from. */
  dependsOn: readonly string[];
  /** Every attribute its configuration reads. */
  reads: readonly Reference[];
  /** The provider's defaults that apply to it. */
  project: string | undefined;
  region: string | undefined;
}

/** One input, whatever it was: the resources of one root and what reading them rested on. */
export interface Model {
  file: string;
  kind: InputKind;
  resources: Resource[];
  /** Places whose value could not be told, for the report. */
  gaps: string[];
  /** What makes answers uncertain: all of them, or those that it could matter for. */
  blindSpots: (string | BlindSpot)[];
}

/** What is not in an input though it may be there: things of these types, of one network or project only. */
export interface BlindSpot {
  text: string;
  types: readonly string[];
  network: string | undefined;
  project: string | undefined;
}

/** Input that is none of the things lineup reads. The message says what was found instead. */
export class UnusableInput extends Error {}
