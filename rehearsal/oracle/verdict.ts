export type OracleAnswer = "reachable" | "blocked" | "cannot tell";

/** Thrown by the first thing that stops a packet, or that leaves it open whether it is stopped. */
export class PathStopped extends Error {
  constructor(
    readonly answer: Exclude<OracleAnswer, "reachable">,
    reason: string,
  ) {
    super(reason);
  }
}

export const blocked = (reason: string) => new PathStopped("blocked", reason);
export const unclear = (reason: string) => new PathStopped("cannot tell", reason);
