import { notFound } from "./api-error";
import type { Clock } from "./clock";
import type { CloudObject } from "./store";

/** The form in which an API returns a long-running operation. */
export type Style = "compute" | "long-running" | "sql" | "immediate";

interface Pending {
  /** When it is done, by the cloud's clock. */
  until: number;
  style: Style;
  name: string;
  outcome: { thing?: CloudObject | undefined; error?: string | undefined };
}

const MOST = 1000;

/** Where an API keeps an operation, and of which project it is. */
interface Kept {
  api: string;
  /** `projects/p/global` or `projects/p/locations/r`, or nothing: outside of all projects. */
  at: string;
  projectNumber: string;
}

/** How the names of operations outside of projects begin; the project's number follows. */
const UNPLACED: Record<string, string> = { serviceusage: "acat.p2", servicenetworking: "pssn.p24" };

/** Long-running operations. An operation is done when it is accepted, unless time runs or a fault delays it. */
export class Operations {
  private readonly pending = new Map<string, Pending>();
  private serial = 0;

  constructor(private readonly clock: Clock) {}

  /** `lasts`: for how many milliseconds of the cloud's time. */
  begin(style: Style, { api, at, projectNumber }: Kept, outcome: Pending["outcome"], lasts = 0): CloudObject {
    this.serial += 1;
    const id = at === "" ? `${UNPLACED[api] ?? "op.p2"}-${projectNumber}-${this.serial}` : `operation-${this.serial}`;
    const name = `${at === "" ? "" : `${at}/`}operations/${id}`;
    const operation = { until: this.clock.now() + lasts, style, name, outcome };
    this.pending.set(`${api}/${name}`, operation);
    // An operation that was not polled by now never will be.
    for (const oldest of this.pending.keys()) {
      if (this.pending.size <= MOST) break;
      this.pending.delete(oldest);
    }
    return this.printed(operation);
  }

  ask(key: string): CloudObject {
    const operation = this.pending.get(key);
    if (!operation) throw notFound(key);
    return this.printed(operation);
  }

  private printed({ until, style, name, outcome }: Pending): CloudObject {
    const done = until <= this.clock.now();
    if (style === "sql") return sqlOperation(name, done, outcome);
    return style === "compute" ? computeOperation(name, done, outcome) : longRunning(name, done, outcome);
  }
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
