export type Answer = "reachable" | "blocked" | "cannot tell";

/** Thrown by the first thing that stops a packet, or that leaves it open whether it is stopped. */
export class Verdict extends Error {
  constructor(
    readonly answer: Exclude<Answer, "reachable">,
    reason: string,
  ) {
    super(reason);
  }
}

export const blocked = (reason: string) => new Verdict("blocked", reason);
export const unclear = (reason: string) => new Verdict("cannot tell", reason);
