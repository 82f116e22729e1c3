import type { Fields, Maybe, Reference, Value } from "../values";
import type { Raw } from "./blocks";
import type { Prerequisites } from "./creation-order";
import type { Lifecycle } from "./resource-body";

export type InputKind = "synth" | "plan" | "state" | "inventory";

/** A resource instance of any input, in Terraform's attribute names. */
export interface Resource extends ProviderDefaults {
  address: string;
  type: string;
  mode: "managed" | "data";
  values: Fields;
  /** Whether it certainly exists; false where `count` or `for_each` could not be resolved. */
  certain: boolean;
  /** Its `depends_on`, or the dependencies that a state recorded. */
  dependsOn: readonly string[];
  /** What Terraform creates before it; undefined where the input has no configuration. */
  readonly prerequisites?: Prerequisites | undefined;
  /** Every attribute its configuration reads. */
  reads: readonly Reference[];
  /** Where its block stands, if the input has files with lines. */
  at?: Position;
  /** What its configuration says of its changes, where that is at hand. */
  lifecycle?: Lifecycle;
}

/** A place in the files of a root, as the owner names the file. */
export interface Position {
  file: string;
  line: number;
  /** The lines of what is in it, by path; undefined where several things have the same path. */
  within?: ReadonlyMap<string, number | undefined>;
}

/** What the provider configuration fills in where a resource does not set it. */
export interface ProviderDefaults {
  /** In parentheses where it is an expression that is not evaluated: such a project equals only itself. */
  project: string | undefined;
  region: Maybe<string> | undefined;
  /** Beside those that a resource says of itself, where a configuration is at hand. */
  labels?: Value;
}

/** The content of one input of any kind: the resources of one root, and what could not be read. */
export interface Model {
  file: string;
  kind: InputKind;
  resources: Resource[];
  /** The values of its input variables, as far as the input records them. */
  variables?: ReadonlyMap<string, Raw>;
  /** What a plan speaks of. Others go on existing: forgotten, or left out of a plan that was targeted or broken off. */
  planned?: { addresses: ReadonlySet<string>; isWhole: boolean };
  /** What was given as its configuration decides nothing, and why: a sentence. */
  unusedConfiguration?: string;
  /** The services whose requests the environment itself keeps on a revision today, by name, and where that is said. */
  pins?: ReadonlyMap<string, { revision: string; until: string; place: string }>;
  /** What a caller names and does not exist, by type and name; an inventory says so. */
  missing?: ReadonlySet<string>;
  /** What is missing: text makes every answer uncertain, a BlindSpot only those it could matter for. */
  blindSpots: (string | BlindSpot)[];
}

/** Resources that may exist and are not in the input: of these types, of one network or project only where set. */
export interface BlindSpot {
  text: string;
  types: readonly string[];
  network: string | undefined;
  project: string | undefined;
  /** The one thing of a live project that it is about: a secret, an account. */
  of?: string | undefined;
  /** The networks that it can be about, by address or by name, or "" for any: those that a module is given. */
  given?: readonly string[];
  /** What it is about, where that has an address. */
  address?: string;
  /** Where it is another one than to read the project again. */
  fix?: string;
}

/** What is named because it is missing, though the paths themselves say where it matters. */
export function decidingNothing(text: string, fix: string): BlindSpot {
  return { text, types: [], network: undefined, project: undefined, fix };
}

/** Input that lineup cannot read. The message says what it holds instead, and what to do. */
export class UnusableInput extends Error {
  constructor(
    /** The message without the commands. */
    readonly sentence: string,
    /** What to type in order to get what can be read. */
    readonly commands: readonly string[] = [],
  ) {
    super(commands.length === 0 ? sentence : `${sentence} ${commands.join(" && ")}`);
  }
}
