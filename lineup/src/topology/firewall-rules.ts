import type { Resource } from "../inputs/model";
import { once } from "../once";
import { ALL_ADDRESSES } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { trafficOf } from "../sets/traffic";
import { holdsUnresolved, isFields, type Maybe, Unresolved, type Value } from "../values";
import { destinationsOf, NO_DESTINATIONS } from "./addresses";
import type { Destinations, FirewallRule } from "./model";
import { compareProjects, type NetworkFinder, type NetworkId, projectOf, unknownNetwork } from "./networks";
import { flag, get, isComputed, items, list, number, text, within } from "./read";

const DEFAULT_PRIORITY = 1000;

export function firewallRule(
  resource: Resource,
  networks: NetworkFinder,
  exists = false,
  portOf?: PortOf,
): FirewallRule {
  const network = networkOf(get(resource, "network"), resource, networks);
  const own = ownOf(resource);
  return {
    // Written out: a project has thousands of rules, and a spread costs a multiple of this.
    address: resource.address,
    name: own.name,
    certain: resource.certain,
    resource,
    network,
    direction: own.direction,
    priority: own.priority,
    disabled: own.disabled,
    action: own.action,
    traffic: own.traffic ?? trafficOfClauses(own.clauses, portOf),
    destinations: own.destinations,
    sources: own.sources,
    tags: own.tags,
    targetsAccounts: own.targetsAccounts,
    isMisplaced:
      !exists && network !== undefined && compareProjects(projectOf(resource), network.project) === "different",
  };
}

/** What a rule says whatever else there is: the same before a change and afterwards, where nobody touches it. */
const ownOf = once((resource: Resource) => {
  const [allow, deny] = [list(get(resource, "allow")), list(get(resource, "deny"))];
  const action = actionOf(allow, deny);
  const direction = text(get(resource, "direction"));
  const sources = get(resource, "source_ranges");
  // Where the action is unknown, the clauses are unknown too.
  const clauses = action instanceof Unresolved ? action : action === "deny" ? deny : allow;
  return {
    name: text(get(resource, "name")),
    // Unset means ingress. A plan shows an unset Optional+Computed attribute as known after apply.
    direction: direction instanceof Unresolved && !isComputed(direction) ? direction : directionOf(direction),
    priority: number(get(resource, "priority")) ?? DEFAULT_PRIORITY,
    disabled: flag(get(resource, "disabled")) ?? false,
    action,
    clauses,
    // A port may be that of a target, which is not the rule's to say.
    traffic: clauses instanceof Unresolved || !holdsUnresolved(clauses) ? trafficOfClauses(clauses) : undefined,
    destinations: everywhereIfEmpty(get(resource, "destination_ranges"), direction),
    sources: isSet(sources) ? destinationsOf(sources) : undefined,
    tags: tagsOf(get(resource, "target_tags")),
    targetsAccounts: isSet(get(resource, "target_service_accounts")),
  };
});

/** What a plan does not show is a guess at best, and a guess does not open a network. */
function networkOf(said: Value | undefined, resource: Resource, networks: NetworkFinder): NetworkId | undefined {
  const network = networks.named(said, resource);
  const isGuess = said instanceof Unresolved && !said.soleReference && network?.assumedReference !== undefined;
  return isGuess ? unknownNetwork(said) : network;
}

function directionOf(said: Maybe<string> | undefined): string {
  return typeof said === "string" ? said.toUpperCase() : "INGRESS";
}

function isSet(value: Value | undefined): boolean {
  return value instanceof Unresolved || items(value).length > 0;
}

function actionOf(allow: Maybe<Value[]>, deny: Maybe<Value[]>): Maybe<"allow" | "deny"> {
  if (allow instanceof Unresolved) return allow;
  if (deny instanceof Unresolved) return deny;
  return deny.length > 0 ? "deny" : "allow";
}

/** The value of a reference to a target's `port`, which is known before the target exists. */
type PortOf = (reference: Unresolved) => number | undefined;

export function trafficOfClauses(clauses: Maybe<Value[]>, portOf: PortOf = () => undefined): Maybe<IntervalSet> {
  if (clauses instanceof Unresolved) return clauses;
  const sets: IntervalSet[] = [];
  for (const clause of clauses) {
    const protocol = text(within(clause, "protocol"));
    const said = list(within(clause, "ports"));
    const ports =
      said instanceof Unresolved
        ? said
        : said.map((port) => (port instanceof Unresolved ? (portOf(port) ?? port) : port));
    if (!isFields(clause) || protocol === undefined) return new Unresolved("a clause without a protocol");
    if (protocol instanceof Unresolved) return protocol;
    if (ports instanceof Unresolved) return ports;
    const words: string[] = [];
    for (const port of ports) {
      const word = text(port) ?? new Unresolved("a port that is no text");
      if (word instanceof Unresolved) return word;
      words.push(word);
    }
    const traffic = trafficOf(protocol, words);
    if (!traffic) return new Unresolved(`${protocol} ${words.join(",")}`);
    sets.push(traffic);
  }
  return IntervalSet.union(sets);
}

/** An egress firewall rule without destinations covers every address. A plan shows unset destinations as unknown. */
function everywhereIfEmpty(value: Value | undefined, direction: Maybe<string> | undefined): Destinations {
  const isUnset = items(value).length === 0 && !(value instanceof Unresolved);
  const computed = value instanceof Unresolved && isComputed(value);
  if (direction !== "INGRESS" && (isUnset || computed)) {
    return { ...NO_DESTINATIONS, known: ALL_ADDRESSES };
  }
  return destinationsOf(value);
}

function tagsOf(value: Value | undefined): Maybe<Maybe<string>[]> | undefined {
  const tags = list(value);
  if (tags instanceof Unresolved) return tags;
  return tags.length === 0 ? undefined : tags.map((tag) => text(tag) ?? "");
}
