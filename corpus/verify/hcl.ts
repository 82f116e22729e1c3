import type { VerifyLabel } from "./case";
import type { HclRoot } from "./hcl-root";

/** A root in HCL: its plan lists what an expression refers to, not the expression. */
interface HclCase extends HclRoot, VerifyLabel {
  why: string;
  /** The right answer for the configuration, where its plan does not hold enough. */
  truth?: VerifyLabel;
}

const unresolved = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;

export const hclCases: HclCase[] = [
  {
    id: "hcl-ok",
    why: "A lone reference to an id or a name is assumed to have the value of that attribute.",
    verdict: "reachable",
  },
  {
    id: "hcl-network-by-locals",
    why: "A plan holds no locals: the network that they pass on is taken to be the only one that it makes.",
    verdict: "reachable",
  },
  {
    id: "hcl-network-through-module",
    why: "A lone reference is followed through a module's variable and its output.",
    verdict: "reachable",
  },
  {
    id: "hcl-network-object-through-module",
    why: "An output may pass on the whole network; its id is read where it arrives.",
    verdict: "reachable",
  },
  {
    id: "hcl-second-of-counted-connectors",
    why: "The reference determines the connector, and the tag of that connector is denied.",
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "hcl-optional-redis",
    why: "Of a splat a plan keeps the whole resource: of the only Redis, what is named host and port is taken to be these.",
    verdict: "reachable",
  },
  {
    id: "hcl-optional-redis-denied",
    over: ["hcl-optional-redis"],
    why: "The port of the optional Redis is denied, whichever attribute the plan does not show.",
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "hcl-replace-around-id",
    why: "In a plan replace(x.id, …) and x.id look alike: the reference is assumed to be the whole value, and the assumption is named.",
    verdict: "reachable",
  },
  {
    id: "hcl-host-with-mask",
    why: "The plan shows that the destination refers to the address of Redis, not that it equals it.",
    ...unresolved,
    truth: { verdict: "reachable" },
  },
  {
    id: "hcl-port-in-expression",
    why: "The plan shows that the allowed port refers to the port of Redis, not that it equals it.",
    ...unresolved,
    truth: { verdict: "reachable" },
  },
  {
    id: "hcl-services-for-each",
    why: "The plan has both services, each with its lone reference to the connector.",
    verdict: "reachable",
  },
  {
    id: "hcl-host-of-one-of-two",
    why: "REDIS_HOST is the Redis in the service's region, by a variable; a plan lists both, and the other one blocks nothing.",
    ...unresolved,
    truth: { verdict: "reachable" },
  },
  {
    id: "hcl-dynamic-env",
    why: "Dynamic blocks vanish from a plan, but REDIS_HOST waits for something that the apply makes, and only the Redis gets an address then.",
    verdict: "reachable",
  },
  {
    id: "hcl-literal-network",
    why: "A literal is a planned value, and it is not the network that Redis is on.",
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "hcl-url",
    why: "The URL is right, and the plan shows that it refers to the address and the port of Redis and to nothing else.",
    verdict: "reachable",
  },
  {
    id: "hcl-url-with-wrong-port",
    why: "The port in the URL is wrong, and the plan shows only that the URL refers to the address of Redis.",
    ...unresolved,
    truth: { verdict: "blocked", code: "REDIS_INSTANCE_UNSUPPORTED_PORT" },
  },
  {
    id: "hcl-conditional-network",
    why: "The condition chooses the wrong network; the plan lists both and does not say which.",
    ...unresolved,
    truth: { verdict: "blocked", code: "GOOGLE_MANAGED_SERVICE_NO_PEERING" },
  },
  {
    id: "hcl-range-by-local",
    why: "The local is absent, but what it came to is a planned value: the range is denied.",
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "hcl-network-path-put-together",
    why: "The path is put together from a name that is known, so the plan has all of it.",
    verdict: "reachable",
  },
  {
    id: "hcl-set-denies-port-in-second-clause",
    over: ["hcl-ok"],
    why: "The plan lists the clause whose port is not known yet first, and shows that it refers to the port of Redis.",
    ...unresolved,
    truth: { verdict: "blocked" },
  },
  {
    id: "hcl-set-denies-other-port-in-second-clause",
    over: ["hcl-ok"],
    why: "Both clauses are known, and neither is about the port of Redis.",
    verdict: "reachable",
  },
  {
    id: "hcl-set-allows-port-in-second-clause",
    over: ["hcl-ok"],
    why: "The plan shows that one of the allowed ports refers to the port of Redis, not that it equals it.",
    ...unresolved,
    truth: { verdict: "reachable" },
  },
  {
    id: "hcl-set-denies-port-in-dynamic-block",
    over: ["hcl-ok"],
    why: "A plan keeps no dynamic block: the port that is not known yet may be any.",
    ...unresolved,
    truth: { verdict: "blocked" },
  },
  {
    id: "hcl-rules-for-each-with-port",
    over: ["hcl-ok"],
    why: "A plan keeps no map of for_each: the port that is not known yet may be any.",
    ...unresolved,
    truth: { verdict: "blocked" },
  },
];
