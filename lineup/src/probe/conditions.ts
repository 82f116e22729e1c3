import { textAt, thingsAt } from "../google/answer";
import { own } from "../inputs/blocks";
import { OBSTACLES, type Obstacle } from "./obstacles";

/** A message says what it says in its first sentences. */
const READ = 2_000;

/** What the conditions of an execution or a task, or the error of an operation, say: the first that is known. */
export function obstacleIn(...things: readonly unknown[]): Obstacle | undefined {
  const said = things.flatMap(saidBy);
  const reasons = new Set(said.flatMap(({ reasons }) => reasons));
  const known =
    OBSTACLES.find((one) => one.reasons.some((reason) => reasons.has(reason))) ??
    OBSTACLES.find(({ phrase }) => phrase !== undefined && said.some(({ message }) => phrase.test(message)));
  if (!known) return undefined;
  const { reasons: _, phrase: __, ...obstacle } = known;
  return obstacle;
}

function saidBy(thing: unknown): { reasons: string[]; message: string }[] {
  const failed = thingsAt(thing, "conditions").filter((one) => own(one, "state") !== "CONDITION_SUCCEEDED");
  const attempt = own(own(thing, "lastAttemptResult"), "status");
  return [
    ...failed.map((one) => ({
      reasons: [textAt(one, "reason"), textAt(one, "executionReason")].filter((word) => word !== undefined),
      message: messageOf(one),
    })),
    { reasons: [], message: messageOf(attempt) },
    { reasons: [], message: messageOf(thing) },
  ];
}

function messageOf(thing: unknown): string {
  return (textAt(thing, "message") ?? "").slice(0, READ);
}
