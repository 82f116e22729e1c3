import type { CloudObject } from "../store";

/** The last steps of a trace. */
export class Final extends Error {
  constructor(
    readonly result: "UNREACHABLE" | "UNDETERMINED",
    readonly steps: readonly CloudObject[],
  ) {
    super(result);
  }
}

/** `by`: the step that leads to it. */
export function dropped(cause: string, resourceUri?: string, by: readonly CloudObject[] = []): Final {
  const drop = { cause, ...(resourceUri === undefined ? {} : { resourceUri }) };
  return new Final("UNREACHABLE", [...by, { state: "DROP", causesDrop: true, drop }]);
}

export function aborted(cause: string, resourceUri?: string): Final {
  const abort = { cause, ...(resourceUri === undefined ? {} : { resourceUri }) };
  return new Final("UNDETERMINED", [{ state: "ABORT", abort }]);
}
