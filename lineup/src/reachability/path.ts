import type { Code } from "../causes";
import { plain } from "../text/plain";

export type { Code };

/** Where on a path a cause sits. */
export type Hop = "caller" | "entry" | "firewall" | "peering" | "target";

/** Why a path is blocked or unknown. */
export interface Cause {
  code: Code;
  address: string;
  attribute: string;
  message: string;
  fix: string;
}

/** A cause of a traced path: whoever adds it knows where the packet is at that moment. */
export interface PathCause extends Cause {
  hop: Hop;
}

/** What happens to the packet, in order. Words are made of it under report/ only. */
export type PathStep =
  | { kind: "start"; address: string; name: string | undefined; region: string | undefined }
  | { kind: "connector"; address: string; name: string | undefined; region: string | undefined }
  | { kind: "interface"; address: string }
  | {
      kind: "firewall-rule";
      address: string;
      rule: string | undefined;
      action: "allow" | "deny" | "undecided";
      priority: number;
    }
  | { kind: "no-firewall-rule"; address: "" }
  | { kind: "peering"; address: string; network: string; route?: string | undefined }
  | { kind: "endpoint"; address: string; network: string }
  | { kind: "end"; address: string; name: string | undefined; verdict: PathVerdict };

export type PathVerdict = "reachable" | "blocked" | "unknown";

export interface Path {
  from: string;
  /** Null where the caller holds an address that belongs to no Redis. */
  to: string | null;
  port: number | null;
  verdict: PathVerdict;
  /** Everything that blocks the path; where nothing does, everything that leaves it unknown. */
  causes: PathCause[];
  /** On a blocked path, what is unknown besides. */
  undecided: PathCause[];
  steps: PathStep[];
  /** What a reachable path relies on and the input does not show, and what is so of every path of its kind. */
  assumptions: string[];
  /** Those of them that are about this path alone: the headline counts them. */
  reliesOn: string[];
  /** The firewall rules that decide. */
  decidedBy: string[];
}

/** What the two ends of a path are called in the cloud; a field is absent where its name is not known. */
export interface EndNames {
  fromName?: string;
  toName?: string;
}

export function endNames(path: Pick<Path, "steps"> | undefined): EndNames {
  const names: EndNames = {};
  for (const step of path?.steps ?? []) {
    const name = step.kind === "start" || step.kind === "end" ? plain(step.name ?? "") : "";
    if (name !== "") names[step.kind === "start" ? "fromName" : "toName"] = name;
  }
  return names;
}

interface TrailRecord {
  steps: PathStep[];
  /** By what makes a cause the same as another one. */
  blocking: Map<string, PathCause>;
  open: Map<string, PathCause>;
  /** Each with whether it is about this path alone. */
  assumptions: Map<string, boolean>;
  decidedBy: Set<string>;
}

/** Records what happens on a path. Any blocking cause makes it blocked; else any open one makes it unknown. */
export class Trail {
  constructor(
    private readonly from: string,
    private readonly to: string | null,
    private readonly hop: Hop = "caller",
    private readonly record: TrailRecord = {
      steps: [],
      blocking: new Map(),
      open: new Map(),
      assumptions: new Map(),
      decidedBy: new Set(),
    },
  ) {}

  /** The same trail, for what is found at this hop. */
  at(hop: Hop): Trail {
    return new Trail(this.from, this.to, hop, this.record);
  }

  step(step: PathStep): void {
    this.record.steps.push(step);
  }

  blocked(code: Code, at: { address: string; attribute: string }, message: string, fix: string): void {
    add(this.record.blocking, { code, ...at, message, fix, hop: this.hop });
  }

  unknown(code: Code, at: { address: string; attribute: string }, message: string, fix: string): void {
    add(this.record.open, { code, ...at, message, fix, hop: this.hop });
  }

  assume(sentence: string): void {
    this.record.assumptions.set(sentence, true);
  }

  /** What holds for every path of its kind, and is listed with the assumptions and not counted. */
  mention(sentence: string): void {
    if (!this.record.assumptions.has(sentence)) this.record.assumptions.set(sentence, false);
  }

  decidedBy(rule: string): void {
    this.record.decidedBy.add(rule);
  }

  /** `name` is what the target is called in the cloud, where that is known. */
  end(port: number | null, name?: string): Path {
    const { from, to } = this;
    const { steps, assumptions, decidedBy } = this.record;
    const [blocking, open] = [this.record.blocking, this.record.open].map((causes) => [...causes.values()]) as [
      PathCause[],
      PathCause[],
    ];
    const verdict = blocking.length > 0 ? "blocked" : open.length > 0 ? "unknown" : "reachable";
    return {
      from,
      to,
      port,
      verdict,
      causes: verdict === "blocked" ? blocking : open,
      undecided: verdict === "blocked" ? open : [],
      steps: [...steps, { kind: "end", address: to ?? from, name, verdict }],
      assumptions: verdict === "blocked" ? [] : [...assumptions.keys()],
      reliesOn: verdict === "blocked" ? [] : [...assumptions].flatMap(([sentence, isOwn]) => (isOwn ? sentence : [])),
      decidedBy: [...decidedBy],
    };
  }
}

/** A service may call a Redis at two addresses: the same cause on the way to both is listed once. */
function add(causes: Map<string, PathCause>, cause: PathCause): void {
  const { code, address, attribute, message } = cause;
  const key = JSON.stringify([code, address, attribute, message]);
  if (!causes.has(key)) causes.set(key, cause);
}
