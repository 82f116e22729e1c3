import { deploy, diagnose, probe, revisions } from "./commands";
import { lines, redisAddress, redisOperations } from "./google";
import { each, type Guide, step } from "./guide";
import type { Names } from "./names";

const state = (names: Names) => [
  step("Is it there, and READY?", redisAddress(names)),
  step("Is something being done to it?", redisOperations(names)),
];
const since = (names: Names) =>
  each("Since a release? List the revisions, with what each would do today:", revisions(names));

/** What the path ends at. */
export const TARGET = {
  REDIS_INSTANCE_NOT_RUNNING: {
    look: state,
    repair: (names) => [
      step("Gone: the deploy makes an empty one at another address, and gives it to the services.", deploy(names)),
      step("UPDATING, MAINTENANCE, REPAIRING: wait until it is READY.", redisAddress(names)),
    ],
    stop: "Do not delete or restart it to see whether that helps: its data would be gone. Half an hour in REPAIRING is for Google's support.",
  },
  REDIS_SILENT: {
    look: (names) => [step("At which step does it stop?", probe(names)), ...state(names)],
    repair: (names) => [
      step("Packets get lost, and nothing that was read says where. Ask Google's trace:", diagnose(names, "--trace")),
      ...since(names),
    ],
    stop: "Nothing says yet that anything is wrong with Redis: do not restart it. The trace names the hop, or the probe the step.",
  },
  REDIS_REFUSED: {
    look: (names) => [
      step("What does Redis answer?", probe(names)),
      ...each("What do the services say?", lines(names)),
    ],
    repair: (names) => [
      step("A password, TLS or too many clients: what the probe names is repaired by a deploy.", deploy(names)),
      ...since(names),
    ],
    stop: "A refusal is an answer: network and firewall are fine, leave them alone.",
  },
} satisfies Record<string, Guide>;
