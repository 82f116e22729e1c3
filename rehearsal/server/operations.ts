import { notFound } from "./api-error";
import type { CloudObject } from "./store";

/** The form in which an API returns a long-running operation. */
export type Style = "compute" | "long-running" | "sql" | "immediate";

interface Pending {
  polls: number;
  style: Style;
  name: string;
  outcome: { thing?: CloudObject | undefined; error?: string | undefined };
}

const MOST = 1000;

/**
 * Long-running operations. An operation is done when it is accepted, unless a fault delays it: the provider polls
 * every ten seconds, and waiting would show nothing.
 */
export class Operations {
  private readonly pending = new Map<string, Pending>();
  private serial = 0;

  /** `place` is where this API keeps its operations: `projects/p/global` or `projects/p/locations/r`. */
  begin(style: Style, api: string, place: string, outcome: Pending["outcome"], polls = 0): CloudObject {
    this.serial += 1;
    const id = `operation-${this.serial}`;
    const name = `${place === "" ? "" : `${place}/`}operations/${id}`;
    const operation = { polls, style, name, outcome };
    this.pending.set(`${api}/${name}`, operation);
    // An operation that was not polled by now never will be.
    for (const oldest of this.pending.keys()) {
      if (this.pending.size <= MOST) break;
      this.pending.delete(oldest);
    }
    return printed(operation);
  }

  /** The operation; each poll brings it closer to its end. */
  ask(key: string): CloudObject {
    const operation = this.pending.get(key);
    if (!operation) throw notFound(key);
    operation.polls -= 1;
    return printed(operation);
  }
}

function printed({ polls, style, name, outcome }: Pending): CloudObject {
  if (style === "sql") return sqlOperation(name, polls <= 0, outcome);
  return style === "compute" ? computeOperation(name, polls <= 0, outcome) : longRunning(name, polls <= 0, outcome);
}

function computeOperation(path: string, done: boolean, { thing, error }: Pending["outcome"]): CloudObject {
  const region = /\/regions\/([^/]+)\//.exec(path)?.[1];
  return {
    kind: "compute#operation",
    name: path.slice(path.lastIndexOf("/") + 1),
    status: done ? "DONE" : "RUNNING",
    progress: done ? 100 : 0,
    targetLink: thing?.selfLink,
    selfLink: `https://www.googleapis.com/compute/v1/${path}`,
    ...(region ? { region: `https://www.googleapis.com/compute/v1/${path.split("/operations/")[0]}` } : {}),
    ...(done && error !== undefined
      ? {
          error: { errors: [{ code: "INTERNAL_ERROR", message: error }] },
          httpErrorStatusCode: 500,
          httpErrorMessage: error,
        }
      : {}),
  };
}

function longRunning(name: string, done: boolean, { thing, error }: Pending["outcome"]): CloudObject {
  if (!done) return { name, done: false, metadata: {} };
  if (error !== undefined) return { name, done: true, error: { code: 13, message: error } };
  return { name, done: true, metadata: {}, response: { "@type": "type.googleapis.com/rehearsal", ...thing } };
}

function sqlOperation(name: string, done: boolean, { error }: Pending["outcome"]): CloudObject {
  return {
    kind: "sql#operation",
    name: name.slice(name.lastIndexOf("/") + 1),
    status: done ? "DONE" : "RUNNING",
    ...(done && error !== undefined ? { error: { errors: [{ code: "INTERNAL_ERROR", message: error }] } } : {}),
  };
}
