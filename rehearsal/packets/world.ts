import { thingOf } from "../server/kind";
import type { CloudObject, Store } from "../server/store";
import { oneOfEachPart } from "./addresses";
import { type Caller, callerOf } from "./caller";
import { CONTROL_RANGE, type Stage } from "./firewall";
import { stagesOf } from "./policies";
import { type CustomRoute, customRoutes, type PolicyRoute, policyRoutes, subnetRanges } from "./routes";
import { behindPeerings, type Target } from "./targets";

/** All that a packet of one program can meet, read from the objects of the cloud. */
export interface World {
  caller: Caller;
  /** One address for each part of the caller's range that a rule or route tells apart from the others. */
  addresses: string[];
  /** The same of the range in which a connector's machines reach what runs them; none without a connector. */
  control: string[];
  stages: Stage[];
  subnets: string[];
  custom: CustomRoute[];
  policy: PolicyRoute[];
  /** Ranges to which the caller's network has a route through a peering with a network of Google's. */
  peered: string[];
  /** What answers there. */
  targets: Target[];
}

/** `program`: the name of a service, job or worker pool as its API knows it, `projects/p/locations/r/jobs/j`. */
export function worldOf(program: string, store: Store): World {
  const template = thingOf(store.get(`run/${program}`), "template");
  // A job wraps its template once more.
  return worldOfTemplate(thingOf(template, "template") ?? template, program, store);
}

function worldOfTemplate(template: CloudObject | undefined, program: string, store: Store): World {
  const caller = callerOf(template, program, store);
  const { entry } = caller;
  const nowhere = {
    stages: [],
    subnets: [],
    custom: [],
    policy: [],
    peered: [],
    targets: [],
    addresses: [],
    control: [],
  };
  if (!entry) return { caller, ...nowhere };
  const stages = stagesOf(entry, store);
  const policy = policyRoutes(entry, store);
  const cuts = [...rangesOfRules(stages), ...policy.flatMap(({ from }) => from ?? [])];
  return {
    caller,
    stages,
    policy,
    subnets: subnetRanges(entry, store),
    custom: customRoutes(entry, store),
    ...behindPeerings(entry, store),
    addresses: oneOfEachPart(entry.range, cuts),
    control: entry.connector === undefined ? [] : oneOfEachPart(CONTROL_RANGE, cuts),
  };
}

/** Every Redis that the caller's network is peered with, and the place in which it is. */
export function targetsIn({ targets }: World): { target: Target; place: string }[] {
  return targets.map((target) => ({ target, place: "google" }));
}

/** Every range that stands in a rule. */
function rangesOfRules(stages: readonly Stage[]): string[] {
  const lines = stages.flat().flatMap((rule) => [...rule.lines, ...(rule.instead ?? [])]);
  return [...new Set(lines.flatMap((line) => line.match(/\d+\.\d+\.\d+\.\d+\/\d+/g) ?? []))];
}
