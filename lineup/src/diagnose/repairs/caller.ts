import { deploy, diagnose, drift, plan, probe, release, revisions, rollback } from "./commands";
import { closings, lines, redisAccess, redisAddress, serviceRevisions, serviceState } from "./google";
import { each, type Guide, step } from "./guide";
import type { Names } from "./names";

const written = (names: Names) => [
  step("Read what a deploy would change:", plan(names)),
  step("Deploy what is written:", deploy(names)),
];
const earlier = (names: Names) => each("List the revisions, with what each would do today:", revisions(names));
const back = (names: Names) => [
  ...earlier(names),
  ...each("Since a release? Serve one that reaches Redis:", rollback(names)),
];

/** What a service is configured with. */
const address: Guide = {
  look: (names) => [step("The address and the port that Redis has:", redisAddress(names))],
  repair: written,
  stop: "Do not write the address by hand: Redis gets another one when it is replaced, and nothing follows.",
};
const port: Guide = {
  look: (names) => [step("Password, TLS and port of Redis:", redisAccess(names))],
  repair: written,
  stop: "Do not switch TLS off to make it work: another mode is a new Redis, with another address and no data.",
};

const variable: Guide = {
  look: (names) => [step("What differs from what is written, and who changed it:", drift(names))],
  repair: (names) => [step("Deploy what is written: each service gets a revision that holds it.", deploy(names))],
  stop: "Stop before you set a variable by hand. Where the value that serves is right, write it into the environment's file and deploy that.",
};

export const CALLER = {
  ADDRESS_MISMATCH: address,
  REDIS_INSTANCE_UNSUPPORTED_PORT: port,
  REDIS_INSTANCE_UNSUPPORTED_PROTOCOL: port,
  TLS_MISMATCH: {
    look: port.look,
    repair: written,
    stop: "Do not switch the check of the certificate off: the deploy gives each service the CA of the Redis that stands.",
  },
  VPC_CONNECTOR_NOT_SET: {
    look: (names) => each("Connector and traffic of the service:", serviceState(names)),
    repair: (names) => [
      step("Deploy: it attaches the connector again.", deploy(names)),
      step("Then take the flag out of the release that removed it: docs/handover.md."),
    ],
    stop: "Do not attach a connector by hand: the next release removes it again.",
  },
  PRIVATE_TRAFFIC_TO_INTERNET: {
    look: (names) => each("Its egress:", serviceState(names)),
    repair: written,
    stop: "Do not move Redis to another range to suit it: that is a new Redis, without data.",
  },
  CLOUD_RUN_REVISION_NOT_READY: {
    look: (names) => [...each("Which revision is ready:", serviceRevisions(names)), ...each("Why not:", lines(names))],
    repair: back,
    stop: "Stop when a revision that reaches Redis serves. Look for the reason of the other one afterwards.",
  },
  REVISION_FAILED: {
    look: (names) => [
      ...each("Which revision is ready:", serviceRevisions(names)),
      ...each("What it said last:", lines(names)),
    ],
    repair: (names) => [
      ...earlier(names),
      ...each("The older one serves already. Keep it until the release is repaired:", rollback(names)),
    ],
    stop: "Users are served by the older revision: nothing has to be repaired tonight unless that one fails too.",
  },
  TRAFFIC_PINNED_STALE: {
    look: earlier,
    repair: (names) => [
      ...each("Serve a revision that reaches the Redis of today:", rollback(names)),
      ...each(
        "Or the newest, where that one reaches it. It takes the pin out of the environment's file:",
        release(names),
      ),
    ],
    stop: "A revision keeps the variables that it was made with: going back further makes its address older, not better.",
  },
  TRAFFIC_PIN_ENDED: {
    look: earlier,
    repair: (names) => [
      ...each("Does the newest not work yet? Hold the good one for another time:", rollback(names)),
      ...each("It works? Let it take the requests. That takes the pin out of the environment's file:", release(names)),
    ],
    stop: "Stop when the file says what serves. A pin that is only renewed hides a release that nobody repairs.",
  },
  VARIABLE_MISSING: variable,
  VARIABLE_EXTRA: variable,
  VARIABLE_CHANGED: variable,
  VARIABLE_LOCALHOST: {
    ...variable,
    stop: "A container has nothing but itself at localhost. Whoever set it will set it again: docs/handover.md says what a release must not set.",
  },
  START_FAILED: {
    look: (names) => [
      step("Does Redis answer where the service stands?", probe(names)),
      ...each("What the start said last:", lines(names)),
    ],
    repair: back,
    stop: "Redis answers and the start fails all the same? Then it is the release: going back is the repair, and the network is not.",
  },
  WEBSOCKETS_CLOSED: {
    look: (names) => [
      step("Does Redis answer where the service stands?", probe(names)),
      ...each("What closed them:", closings(names)),
    ],
    repair: back,
    stop: "Stop when a chat stays open for ten minutes. Those that were closed do not come back by themselves.",
  },
  RESOURCE_MISSING: {
    look: (names) => [step("What is not there any more, and what a deploy would make:", plan(names))],
    repair: (names) => [step("Deploy: it makes what is missing.", deploy(names))],
    stop: "Is it Redis that is missing? Then its data is gone, and the deploy makes an empty one at another address.",
  },
  UNRESOLVED_REFERENCE: {
    look: (names) => [step("What could not be looked at, and why:", diagnose(names))],
    repair: () => [
      step("Nothing is known to be broken here: give the account the permission that is named, and ask again."),
    ],
    stop: "Do not repair what nobody has seen broken.",
  },
} satisfies Record<string, Guide>;
