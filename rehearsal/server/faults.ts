import type { StartFailure } from "./kind";
import type { CloudObject } from "./store";

/** Faults that a test or scenario asks for. */
export type Misfortune =
  /** The API answers with this error and does nothing. */
  | { status: number; message?: string; reason?: string; details?: readonly object[] }
  /** The connection is cut before anything is answered; with `after`, what was asked for is done all the same. */
  | { cut: "before" | "after" }
  /** The answer takes this long. */
  | { delay: number }
  /** The operation takes this many milliseconds of the cloud's time, which a test puts forward. */
  | { takes: number }
  /** The operation is accepted, and ends in this error. */
  | { operationFails: string }
  /** A revision is made, and does not become ready: for these reasons of a condition's, in these words. */
  | { revisionFails: StartFailure }
  /** An execution is made, and its container is not started: for this reason of a condition's, in these words. */
  | { notStarted: { reason: string; message: string } }
  /** The API answers this instead, and does nothing: a log that is late, say. */
  | { answers: CloudObject };

export interface Fault {
  method?: string;
  path: RegExp;
  /** How often the fault occurs; default once. */
  times?: number;
  does: Misfortune;
}

/** The API is disabled in the project of the caller. */
export function switchedOff(api: string, project: string): Fault {
  const service = `${api}.googleapis.com`;
  const message = `${service} has not been used in project ${project} before or it is disabled.`;
  const info = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason: "SERVICE_DISABLED",
    domain: "googleapis.com",
    metadata: { service, consumer: `projects/${project}` },
  };
  return { ...forever(api), does: { status: 403, message, reason: "accessNotConfigured", details: [info] } };
}

function forever(api: string): Pick<Fault, "path" | "times"> {
  return { path: new RegExp(`^(/upload|/download)?/${api}/`), times: Number.POSITIVE_INFINITY };
}

/** Faults that wait for their request. */
export class Faults {
  private waiting: { fault: Fault; left: number }[] = [];

  expect(fault: Fault): void {
    this.waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The first fault for this request; counts as one occurrence. */
  strike(method: string, path: string): Misfortune | undefined {
    const found = this.waiting.find(
      ({ fault }) => (fault.method === undefined || fault.method === method) && fault.path.test(path),
    );
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.waiting = this.waiting.filter((one) => one !== found);
    return found.fault.does;
  }
}
