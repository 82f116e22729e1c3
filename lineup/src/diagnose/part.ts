import type { Expected } from "../expected";
import type { Model } from "../inputs/model";
import type { Inventory } from "../inventory";
import type { Session } from "../probe/session";
import type { Running } from "../probe/start";
import type { Judged } from "../verify";
import type { Certainty, Evidence, Repair } from "./contract";

/** What a part found. Clues of one code about one thing are one cause, whoever found them. */
export interface Clue {
  code: string;
  certainty: Certainty;
  /** The thing that is broken, as an address of the inventory where it has one: `google_redis_instance.staging-redis`. */
  at: string;
  attribute: string;
  message: string;
  /** By name; empty where it hits all that use what is broken. */
  services: readonly string[];
  evidence: readonly Evidence[];
  repair: Repair;
  /**
   * What is seen of something else that is broken: it is evidence of a cause with one of these codes that hits the same
   * service, and a cause of its own only where there is none.
   */
  explainedBy?: readonly string[];
  /** Somebody made what is broken by hand: it follows from nothing else. */
  isByHand?: boolean;
  /** When it was seen last, in UTC, where it is a thing of the past: a line of a log. */
  lastSeen?: string;
}

/** Where a part says what it finds, as soon as it does: what was said before its deadline is kept. */
export interface Tell {
  clue(clue: Clue): void;
  /** Something changed. It becomes evidence of the causes that are about the same thing. */
  change(change: Evidence): void;
  /** From where this service stands, Redis was reached just now. */
  reached(service: string): void;
  /** A piece of it could not be looked at. */
  gap(why: string, fix?: string): void;
}

/** The project as it is now, and what verify says of it. */
export interface Live {
  inventory: Inventory;
  model: Model;
  judged: Judged;
}

/** What is written: the stack of `--config`. */
export interface Written {
  folder: string;
  model: Model;
  expected: Expected | undefined;
  /** Where its state is kept. */
  state: { bucket: string; prefix: string } | undefined;
}

/** What was asked for besides what is always looked at. */
export interface Asked {
  /** Only this service, by name. */
  service: string | undefined;
  /** Whether the probes are run, and Google's connectivity tests asked. */
  probe: boolean;
  trace: boolean;
}

/** What all parts look at. */
export interface Scene {
  session: Session;
  project: string;
  asked: Asked;
  now: Date;
  /** Executions of probes that this diagnosis has started, for whoever has to cancel them. */
  running: Running;
  /** Read once, for all parts; it rejects where the project could not be read. */
  live: Promise<Live>;
  /** Undefined without `--config`. */
  written: Written | undefined;
  /** Names and certificates, as the machine that asks sees them; tests replace it. */
  outside: Outside;
}

/** The internet as seen from here. */
export interface Outside {
  /** Its addresses; a refusal where it has none. */
  resolve(name: string): Promise<{ addresses: string[]; canonical: string[] }>;
  certificate(
    name: string,
    address: string,
  ): Promise<{ names: string[]; notAfter: string; trusted: boolean; why?: string }>;
}

/** One part of the diagnosis, looked at beside the others. */
export interface Part {
  name: string;
  /** What is looked at: "what changed, and who changed it". */
  what: string;
  /** Why it is not looked at in this scene; undefined where it is. */
  notAsked?(scene: Scene): string | undefined;
  /** In milliseconds. What is told later is not heard. */
  deadline: number;
  look(scene: Scene, tell: Tell): Promise<void>;
}
