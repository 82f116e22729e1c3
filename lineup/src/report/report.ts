import type { Source } from "../sources";
import type { DrawnPath } from "./hops";
import type { Drawn } from "./network-picture";

// What a command has to say, before it is known how it is read. Each command maps its result to this; renderers know
// nothing else.

export type Tone = "good" | "warning" | "bad" | "unknown" | "neutral";

export interface Headline {
  /** One of few words that people look for: BLOCKED, SAFE, BENIGN DRIFT. */
  word: string;
  tone: Tone;
  /** What it comes to, without a full stop. */
  sentence: string;
}

export interface Report {
  /** The command that printed it, for headings and for where to find the rest. */
  command: string;
  headline: Headline;
  parts: ReportPart[];
}

/** What is said of one input. */
export interface ReportPart {
  file: string;
  /** What kind of input it is, or what it would do. */
  about: string;
  headline: Headline;
  routes: Route[];
  /** The network at each time that is looked at, for whoever draws it; its paths have the numbers of the routes. */
  snapshots: readonly Snapshot[];
  /** What is unknown besides the causes of the paths. */
  unknown: Point[];
  /** Most important first: the first ones are never left out for the last. */
  sections: Section[];
  remarks: Remark[];
}

export interface Snapshot extends Drawn {
  /** When it is so: "after this plan"; empty where one time is looked at. */
  title: string;
}

type RouteState = "reachable" | "blocked" | "unknown" | "absent";

/** One path, as it is to be shown. */
export interface Route {
  from: string;
  to: string | null;
  /** What the two are called where people read: "orders-api", "Redis orders-cache". */
  fromName: string;
  toName: string;
  port: number | null;
  previousFrom: string | undefined;
  state: RouteState;
  /** What became of it, where two times are compared. */
  outcome: string;
  /** When the state holds, as the end of a sentence: "after this plan". */
  when: string;
  /** Its steps, where they are known: then it is drawn. */
  traced: DrawnPath | undefined;
  causes: Point[];
  /** What is unknown on a path that is blocked anyway. */
  undecided: Point[];
}

/** Something to read and to act on. */
export interface Point {
  /** Undefined where it is about the whole input. */
  place: Location | undefined;
  /** What happens at the place: "delete, create", "10.0.0.3 → 10.0.0.4". */
  aside: string;
  /** The code to look up. */
  name: string;
  message: string;
  because: string;
  fix: string;
  /** What does it, each to be copied as it is. */
  commands: readonly string[];
  /** Whether it is worth mentioning where only what is wrong is asked for. */
  minor: boolean;
  /** Whether all of it is to be read: nothing of it is cut short, and none like it is left out while there is room. */
  isWhole: boolean;
  /** How code scanning sees it; undefined where it does not. */
  alert: Alert | undefined;
}

export interface Location {
  address: string;
  attribute: string;
  source: Source | undefined;
  /** The inputs that it is in, where a section is about several. */
  inputs?: readonly string[];
}

export interface Alert {
  rule: string;
  level: AlertLevel;
  /** What makes it the same alert tomorrow. A change here closes and reopens the alerts of every user. */
  identity: readonly string[];
}

export type AlertLevel = "error" | "warning" | "note" | "none";

export interface Section {
  title: string;
  tone: Tone;
  /** What one of its points is called when they are counted. */
  noun: string;
  points: Point[];
  /** Folded in markdown: it is for whoever wants to know more. */
  isDetail: boolean;
}

/** One line with names, such as the callers without a path. */
export interface Remark {
  text: string;
  names: string[];
  minor: boolean;
}

const NOTHING = {
  place: undefined,
  aside: "",
  name: "",
  because: "",
  fix: "",
  commands: [],
  minor: false,
  isWhole: false,
  alert: undefined,
};

export function point(parts: Partial<Point> & { message: string }): Point {
  return { ...NOTHING, ...parts };
}

/** No section without points. */
export function sectionsOf(...sections: Section[]): Section[] {
  return sections.filter(({ points }) => points.length > 0);
}

export function placeText({ address, attribute }: { address: string; attribute: string }): string {
  return attribute === "" ? address : `${address}.${attribute}`;
}
