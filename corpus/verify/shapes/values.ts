import { OTHER_NETWORK, RULE, type Shape, UNRESOLVED, VPC_MISSING } from "./shape";

const SHOP = "hcl-url-of-host-and-port";
const callers = ["google_cloud_run_v2_service.web"];
const oneRedis = "it does not show the local; there is one Redis, and nothing else that the value could come from";

/** How the address gets into the variable of a service. */
export const values: Shape[] = [
  {
    id: SHOP,
    why: "The URL is put together of the address and the port of one Redis.",
    verdict: "reachable",
    taken: "REDIS_URL",
    callers,
  },
  {
    id: "hcl-url-of-host-and-port-denied",
    over: [SHOP],
    why: "The network lets nobody out to 6379.",
    ...RULE,
    callers,
  },
  {
    id: "hcl-url-with-literal-port",
    over: [SHOP],
    why: "The port is written out, and it is that of the Redis.",
    verdict: "reachable",
    plan: { ...UNRESOLVED, because: "it shows that the address is in the URL, and not which port is" },
    callers,
  },
  {
    id: "hcl-host-by-local",
    over: [SHOP],
    why: "The local is the address of the one Redis.",
    verdict: "reachable",
    taken: "REDIS_HOST",
    callers,
  },
  {
    id: "hcl-host-by-local-without-connector",
    over: [SHOP, "hcl-host-by-local"],
    why: "Whatever the local is, the service has no way into a network.",
    ...VPC_MISSING,
    callers,
  },
  {
    id: "hcl-host-by-local-of-two",
    over: [SHOP, "hcl-host-by-local"],
    why: "The local is the address of that one of two Redis which is on another network.",
    ...OTHER_NETWORK,
    plan: { ...UNRESOLVED, because: "it does not show which of the two the local is" },
    callers,
  },
  {
    id: "hcl-host-by-local-of-a-machine",
    over: [SHOP, "hcl-host-by-local"],
    why: "The local is the address of a machine, which is not known before it is made: no Redis of Google's answers there.",
    ...UNRESOLVED,
    state: {
      verdict: "blocked",
      code: "ADDRESS_MISMATCH",
      because: "all addresses are known, and it is that of no Redis",
    },
    callers,
  },
  {
    id: "hcl-url-by-local",
    over: [SHOP],
    why: "The local is the URL of the one Redis.",
    verdict: "reachable",
    taken: "REDIS_URL",
    callers,
  },
  {
    id: "hcl-url-by-local-denied",
    over: [SHOP, "hcl-url-by-local"],
    why: "Whatever port the local has, the network lets nobody out to that of the Redis.",
    ...RULE,
    callers,
  },
  {
    id: "hcl-url-by-local-with-wrong-port",
    over: [SHOP, "hcl-url-by-local"],
    why: "The local has a port at which the Redis does not listen.",
    verdict: "blocked",
    code: "REDIS_INSTANCE_UNSUPPORTED_PORT",
    plan: {
      verdict: "reachable",
      taken: "REDIS_URL",
      because: "it does not show the port: it is taken from the Redis",
    },
    callers,
  },
  {
    id: "hcl-map-through-dynamic-env",
    over: [SHOP],
    why: "Each member of the map becomes a variable.",
    verdict: "reachable",
    taken: "REDIS_HOST",
    callers,
  },
  {
    id: "hcl-map-through-dynamic-env-without-connector",
    over: [SHOP, "hcl-map-through-dynamic-env"],
    why: "The variable is named like that of a Redis, and the service has no way into a network.",
    ...VPC_MISSING,
    callers,
  },
  {
    id: "hcl-map-through-dynamic-env-of-two",
    over: [SHOP, "hcl-map-through-dynamic-env"],
    why: "The map has the address of that one of two Redis which is on another network.",
    ...OTHER_NETWORK,
    plan: { ...UNRESOLVED, because: "it does not show which of the two is in the map" },
    callers,
  },
  {
    id: "hcl-merge-with-unknown-condition",
    over: [SHOP],
    why: "The condition waits for the apply, and it holds: a Redis always has an address.",
    verdict: "reachable",
    plan: { ...UNRESOLVED, because: `all variables of the service are unknown in it; ${oneRedis}, or there is none` },
    callers,
  },
  {
    id: "hcl-merge-with-unknown-condition-without-way-in",
    over: [SHOP, "hcl-merge-with-unknown-condition"],
    why: "If the variables are there, they are in a service that has no way into a network.",
    ...VPC_MISSING,
    callers,
  },
];
