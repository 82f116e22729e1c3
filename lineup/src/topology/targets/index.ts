import { OTHER_TARGETS } from "../../../../facts/targets";
import { addTo, groupedBy } from "../../grouping";
import type { Resource } from "../../inputs/model";
import { once } from "../../once";
import { readEndpointName } from "../addresses";
import type { Target, Topology } from "../model";
import { cloudSql } from "./cloud-sql";
import type { Surroundings, TargetKind } from "./kind";
import { redis } from "./redis";
import { redisCluster } from "./redis-cluster";
import { valkey } from "./valkey";

/** Every kind of target that is judged. */
const TARGET_KINDS: readonly TargetKind[] = [redis, redisCluster, valkey, cloudSql];

/** The targets among some resources, and what is one and is reached in a way that nobody judges. */
export function readTargets(
  byType: ReadonlyMap<string, readonly Resource[]>,
  around: Surroundings,
): { targets: Target[]; others: Resource[] } {
  const others = OTHER_TARGETS.flatMap((type) => byType.get(type) ?? []);
  const targets: Target[] = [];
  for (const kind of TARGET_KINDS) {
    for (const resource of byType.get(kind.facts.type) ?? []) {
      const target = kind.read(resource, around);
      if (target) targets.push(target);
      else others.push(resource);
    }
  }
  return { targets: withDataSourceAliases(targets), others };
}

/** A data source that looks up an instance of this input is an alias of that instance. */
function withDataSourceAliases(targets: Target[]): Target[] {
  const lookUps = groupedBy(
    targets.filter(({ resource }) => resource.mode === "data"),
    ({ name, kind }) => `${kind.facts.type} ${typeof name === "string" ? name : ""}`,
  );
  return targets.map((target) => {
    if (target.resource.mode !== "managed" || typeof target.name !== "string") return target;
    const twins = lookUps.get(`${target.kind.facts.type} ${target.name}`) ?? [];
    const aliases = [target.address, ...twins.map(({ address }) => address)];
    return { ...target, aliases, endpoints: aliases };
  });
}

const byAlias = once(({ targets }: Pick<Topology, "targets">) => {
  const found = new Map<string, Target[]>();
  for (const target of targets) for (const alias of target.aliases) addTo(found, alias, target);
  return found;
});

/** The targets that an address means: its own, and those that a data source there looks up. */
export function targetsAt(topology: Pick<Topology, "targets">, address: string): readonly Target[] {
  return byAlias(topology).get(address) ?? [];
}

const readViews = new WeakMap<Target, Target>();

/** The instance as seen by a caller of its read endpoint. */
export function atReadEndpoint(target: Target): Target {
  const view = readViews.get(target) ?? {
    ...target,
    ...target.readAddresses,
    endpoints: target.aliases.map(readEndpointName),
  };
  readViews.set(target, view);
  return view;
}

/** Which of its addresses an attribute of a target is. */
export function endpointAt(target: Target, attribute: string): "host" | "read_endpoint" | "unclear" | undefined {
  if (target.hosts.test(attribute)) return "host";
  if (target.kind.facts.readHosts.test(attribute)) return "read_endpoint";
  return target.unclear.test(attribute) ? "unclear" : undefined;
}
