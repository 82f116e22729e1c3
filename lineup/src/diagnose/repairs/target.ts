import { deploy, diagnose, plan, probe, revisions } from "./commands";
import { clusters, databases, endpointPolicies, lines, redisAddress, redisOperations, valkeys } from "./google";
import { each, type Guide, step } from "./guide";
import type { Names } from "./names";

const state = (names: Names) => [
  step("Is it there, and READY?", redisAddress(names)),
  step("Is something being done to it?", redisOperations(names)),
];
const since = (names: Names) =>
  each("Since a release? List the revisions, with what each would do today:", revisions(names));

const cluster: Guide = {
  look: (names) => [step("Is it there, and ACTIVE?", clusters(names))],
  repair: (names) => [step("Deploy what is written:", deploy(names))],
  stop: "A cluster that is made anew has no data and another address.",
};
const valkey: Guide = { ...cluster, look: (names) => [step("Is it there, and ACTIVE?", valkeys(names))] };
const database: Guide = {
  look: (names) => [step("Is it there, RUNNABLE, with a private address?", databases(names))],
  repair: (names) => [step("Deploy what is written:", deploy(names))],
  stop: "It is a database: whatever replaces or restarts it is decided by whoever owns its data.",
};
const port: Guide = {
  ...database,
  look: (names) => [step("What it is:", databases(names)), step("Or this:", valkeys(names))],
};

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
  REDIS_CLUSTER_NOT_RUNNING: cluster,
  REDIS_CLUSTER_UNSUPPORTED_PORT: cluster,
  REDIS_CLUSTER_UNSUPPORTED_PROTOCOL: cluster,
  VALKEY_INSTANCE_NOT_RUNNING: valkey,
  CLOUD_SQL_INSTANCE_NOT_RUNNING: database,
  CLOUD_SQL_INSTANCE_NO_IP_ADDRESS: database,
  CLOUD_SQL_CONNECTOR_REQUIRED: database,
  TARGET_UNSUPPORTED_PORT: port,
  TARGET_UNSUPPORTED_PROTOCOL: port,
  GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT: {
    look: (names) => [step("Which policies let Google make endpoints?", endpointPolicies(names))],
    repair: (names) => [
      step("Read it: is a policy for the network of the service to be made?", plan(names)),
      step("Deploy it:", deploy(names)),
    ],
    stop: "An endpoint in another network is of no use: no peering carries it.",
  },
} satisfies Record<string, Guide>;
