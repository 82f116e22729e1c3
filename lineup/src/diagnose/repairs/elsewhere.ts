import { deploy, plan } from "./commands";
import { clusters, databases, endpointPolicies, valkeys } from "./google";
import { type Guide, step } from "./guide";

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

/** Targets of other kinds than the Redis of this repository's environments. */
export const ELSEWHERE = {
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
