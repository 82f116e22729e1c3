import { inventions } from "./answers";
import { type Deviation, deviationFor } from "./deviations";
import type { CalledMethod } from "./methods";
import { complaints, type SentRequest } from "./requests";

export type { Deviation } from "./deviations";
export { type CalledMethod, calledMethod } from "./methods";
export type { SentRequest } from "./requests";

/** What is wrong with one side of an exchange, and which known deviations were seen in it. */
export interface Held {
  wrong: string[];
  deviations: Deviation[];
}

/** A request against the document of its API: what Google would refuse it for. */
export function heldRequest(called: CalledMethod, request: SentRequest): Held {
  return held("request", called, complaints(called, request));
}

/** An answer against the document of its API: what Google would not print. */
export function heldAnswer(called: CalledMethod, status: number, body: unknown): Held {
  return held("answer", called, inventions(called, status, body));
}

function held(of: Deviation["of"], { id }: CalledMethod, found: readonly { at: string; message: string }[]): Held {
  const known = found.map((one) => ({ ...one, deviation: deviationFor(of, id, one.at) }));
  return {
    wrong: known.filter(({ deviation }) => !deviation).map(({ message }) => message),
    deviations: [...new Set(known.flatMap(({ deviation }) => deviation ?? []))],
  };
}
