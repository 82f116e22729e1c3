import { deploy, forceUnlock, plan, pushErrored, untaint } from "./commands";
import { lockId, lockText, stateVersions } from "./google";
import { type Guide, step } from "./guide";
import type { Names } from "./names";

const emptyPlan = (names: Names) => [step("Nothing is left to do:", plan(names))];

/** A deploy that was cut short. */
export const DEPLOY = {
  STATE_LOCKED: {
    look: (names) => [
      step("Who holds it, and since when:", lockText(names)),
      step("Its ID. It is not the one in that text:", lockId(names)),
    ],
    repair: (names) => [
      step(
        "Ask that person first. Only where nothing runs any more, on no machine and in no workflow:",
        forceUnlock(names),
      ),
    ],
    proof: emptyPlan,
    stop: "Nobody answers and the lock is younger than an hour? Wait: two applies at once break the state for good.",
  },
  STATE_NOT_SAVED: {
    look: (names) => [step("When was the state stored last?", stateVersions(names))],
    repair: (names) => [step("On the machine where it lies, before any other plan or deploy:", pushErrored(names))],
    proof: emptyPlan,
    stop: "It is refused? Then somebody has deployed since. Do not use -force: docs/runbooks/older-state.md.",
  },
  APPLY_INTERRUPTED: {
    look: (names) => [step("What is missing still:", plan(names))],
    repair: (names) => [
      step("Would it replace a service only because it is tainted? Then this first:", untaint(names)),
      step("The same deploy once more makes the rest:", deploy(names)),
    ],
    proof: emptyPlan,
    stop: "The plan destroys or replaces Redis or the connector? Stop and read docs/review.md: half an apply never needs that.",
  },
} satisfies Record<string, Guide>;
