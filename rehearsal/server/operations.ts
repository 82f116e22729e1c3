import { notFound } from "./api-error";
import type { Clock } from "./clock";
import type { ApiKind } from "./kind";
import type { Deed, OperationMessages } from "./operation-messages";
import type { CloudObject } from "./store";

/** The form in which an API returns a long-running operation. */
export type Style = "compute" | "long-running" | "sql" | "immediate";

/** google.rpc.Status */
export interface OperationError {
  code: number;
  message: string;
}

interface Pending {
  /** When it is done, by the cloud's clock. */
  until: number;
  style: Style;
  name: string;
  deed: Deed;
  messages: OperationMessages | undefined;
  error: OperationError | undefined;
}

/** How it goes: for how many milliseconds of the cloud's time, and the error that it ends in. */
interface Course {
  takes?: number | undefined;
  fails?: string | undefined;
}

const MOST = 1000;
/** google.rpc.Code */
const INTERNAL = 13;

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

  begin(
    { style, messages }: ApiKind,
    { api, at, projectNumber }: Kept,
    deed: Deed,
    { takes = 0, fails }: Course,
  ): CloudObject {
    const error = fails === undefined ? undefined : { code: INTERNAL, message: fails };
    const until = this.clock.now() + takes;
    return this.printed(
      this.kept({ api, at, projectNumber }, { until, style, deed, messages: messages?.(deed), error }),
    );
  }

  /** One that ends when that is said, with what it was about as it is then. */
  open(messages: NonNullable<ApiKind["messages"]>, kept: Kept, verb: string) {
    const open = this.kept(kept, {
      until: Number.POSITIVE_INFINITY,
      style: "long-running",
      deed: { verb, target: kept.at, thing: undefined },
      messages: undefined,
      error: undefined,
    });
    const about = (thing: CloudObject) => {
      open.messages = messages({ ...open.deed, thing });
    };
    return {
      /** What is answered while it goes on. */
      begun: (thing: CloudObject): CloudObject => {
        about(thing);
        return this.printed(open);
      },
      end: (thing: CloudObject, error?: OperationError): void => {
        about(thing);
        open.error = error;
        open.until = this.clock.now();
      },
    };
  }

  private kept({ api, at, projectNumber }: Kept, operation: Omit<Pending, "name">): Pending {
    this.serial += 1;
    const id = at === "" ? `${UNPLACED[api] ?? "op.p2"}-${projectNumber}-${this.serial}` : `operation-${this.serial}`;
    const named = { ...operation, name: `${at === "" ? "" : `${at}/`}operations/${id}` };
    this.pending.set(`${api}/${named.name}`, named);
    // An operation that was not polled by now never will be.
    for (const oldest of this.pending.keys()) {
      if (this.pending.size <= MOST) break;
      this.pending.delete(oldest);
    }
    return named;
  }

  ask(key: string): CloudObject {
    const operation = this.pending.get(key);
    if (!operation) throw notFound(key);
    return this.printed(operation);
  }

  private printed(operation: Pending): CloudObject {
    const done = operation.until <= this.clock.now();
    if (operation.style === "sql") return sqlOperation(operation, done);
    return operation.style === "compute" ? computeOperation(operation, done) : longRunning(operation, done);
  }
}

const COMPUTE_VERBS: Record<string, string> = { create: "insert", update: "patch" };

function computeOperation({ name: path, deed, error }: Pending, done: boolean): CloudObject {
  const region = /\/regions\/([^/]+)\//.exec(path)?.[1];
  const { id, selfLink } = deed.thing ?? {};
  return {
    kind: "compute#operation",
    name: path.slice(path.lastIndexOf("/") + 1),
    operationType: COMPUTE_VERBS[deed.verb] ?? deed.verb,
    status: done ? "DONE" : "RUNNING",
    progress: done ? 100 : 0,
    targetLink: selfLink,
    targetId: id,
    selfLink: `https://www.googleapis.com/compute/v1/${path}`,
    ...(region ? { region: `https://www.googleapis.com/compute/v1/${path.split("/operations/")[0]}` } : {}),
    ...(done && error !== undefined
      ? {
          error: { errors: [{ code: "INTERNAL_ERROR", message: error.message }] },
          httpErrorStatusCode: 500,
          httpErrorMessage: error.message,
        }
      : {}),
  };
}

function longRunning({ name, messages, error, until }: Pending, done: boolean): CloudObject {
  const ended = done && messages?.metadata?.target !== undefined ? { endTime: new Date(until).toISOString() } : {};
  const begun = { name, ...(messages?.metadata ? { metadata: { ...messages.metadata, ...ended } } : {}) };
  // The API leaves out what is false.
  if (!done) return begun;
  return {
    ...begun,
    done: true,
    ...(error === undefined ? { response: messages?.response } : { error }),
  };
}

function sqlOperation({ name, error }: Pending, done: boolean): CloudObject {
  return {
    kind: "sql#operation",
    name: name.slice(name.lastIndexOf("/") + 1),
    status: done ? "DONE" : "RUNNING",
    ...(done && error !== undefined ? { error: { errors: [{ code: "INTERNAL_ERROR", message: error.message }] } } : {}),
  };
}
