import { networkOf, projectIn } from "../server/geography";
import { lastSegment, listOf, numberOf, textOf, thingOf } from "../server/kind";
import type { CloudObject, Store } from "../server/store";
import { rangesIn } from "./addresses";
import type { Entry } from "./caller";

/** Where a route leads: to Google's gateway to the internet, to a machine of somebody's, or on as if it were not there. */
type Hop = "internet" | "appliance" | "network";

/** A route that somebody made. */
export interface CustomRoute {
  name: string;
  to: string;
  priority: number;
  hop: Hop;
}

/** A route that looks at more than the destination. */
export interface PolicyRoute extends CustomRoute {
  from: string | undefined;
  /** The number of the protocol; undefined: all. */
  protocol: number | undefined;
}

/** The subnets of a network, of every region: a packet to one of them stays in the network. */
export function subnetRanges({ network }: Entry, store: Store): string[] {
  const pattern =
    /^(compute\/projects\/[^/]+\/regions\/[^/]+\/subnetworks|vpcaccess\/projects\/[^/]+\/locations\/[^/]+\/connectors)$/;
  const own = [...store.matching(pattern)].filter(
    ({ name, thing }) => networkOf(textOf(thing, "network") ?? "", projectIn(name), store) === network,
  );
  const said = own.flatMap(({ thing }) => [
    thing.ipCidrRange,
    ...(listOf(thing, "secondaryIpRanges") as CloudObject[]).map((one) => one.ipCidrRange),
  ]);
  return [...new Set(rangesIn(said))];
}

/** The static routes of a network that this machine takes. */
export function customRoutes({ network, tags }: Entry, store: Store): CustomRoute[] {
  return [...store.matching(/^compute\/projects\/[^/]+\/global\/routes$/)]
    .filter(({ name, thing }) => networkOf(textOf(thing, "network") ?? "", projectIn(name), store) === network)
    .filter(({ thing }) => isFor(listOf(thing, "tags"), tags))
    .flatMap(({ name, thing }) => {
      const hop: Hop = textOf(thing, "nextHopGateway")?.endsWith("/default-internet-gateway")
        ? "internet"
        : "appliance";
      const [to] = rangesIn([thing.destRange]);
      return to === undefined
        ? []
        : [{ name: lastSegment(name), to, priority: numberOf(thing, "priority") ?? 1000, hop }];
    });
}

/** Policy-based routes come before all others, the lower number first. */
export function policyRoutes({ network, tags }: Entry, store: Store): PolicyRoute[] {
  return [...store.matching(/^networkconnectivity\/projects\/[^/]+\/locations\/[^/]+\/policyBasedRoutes$/)]
    .filter(({ name, thing }) => networkOf(textOf(thing, "network") ?? "", projectIn(name), store) === network)
    .filter(({ thing }) => !thingOf(thing, "interconnectAttachment"))
    .filter(({ thing }) => isFor(listOf(thingOf(thing, "virtualMachine"), "tags"), tags))
    .map(({ name, thing }) => {
      const filter = thingOf(thing, "filter");
      return {
        name: lastSegment(name),
        to: rangesIn([filter?.destRange])[0] ?? "0.0.0.0/0",
        from: rangesIn([filter?.srcRange])[0],
        protocol: PROTOCOLS[String(filter?.ipProtocol).toUpperCase()],
        priority: numberOf(thing, "priority") ?? 1000,
        hop: thing.nextHopOtherRoutes === "DEFAULT_ROUTING" ? ("network" as const) : ("appliance" as const),
      };
    })
    .sort((one, other) => one.priority - other.priority);
}

const PROTOCOLS: Record<string, number> = { TCP: 6, UDP: 17 };

function isFor(said: readonly unknown[], tags: readonly string[]): boolean {
  return said.length === 0 || said.some((tag) => tags.includes(String(tag)));
}
