import { isPeeringOf } from "../../facts/peerings";
import { networkOf, projectIn, rangeFrom } from "../server/geography";
import { listOf, numberOf, textOf } from "../server/kind";
import { rangesAtGoogle } from "../server/kinds/redis-ranges";
import type { CloudObject, Store } from "../server/store";
import { holds, RFC_1918, rangesIn } from "./addresses";
import type { Entry } from "./caller";

/** A Redis at its address in a network of Google's. */
export interface Target {
  /** `projects/p/locations/r/instances/i` */
  name: string;
  address: string;
  port: number;
  /** From where it can be reached: the ranges of the caller's network to which Google's network has a way back. */
  answersTo: string[];
}

/** The routes that the peerings of this network with Google's bring, and what answers there. */
export function behindPeerings(entry: Entry, store: Store): { peered: string[]; targets: Target[] } {
  const peerings = listOf(store.get(`compute/${entry.network}`), "peerings") as CloudObject[];
  const found = ["PRIVATE_SERVICE_ACCESS", "DIRECT_PEERING"].flatMap((mode) => {
    const peering = peerings.find(({ name }) => isPeeringOf(String(name), mode));
    if (peering?.state !== "ACTIVE" || peering.exchangeSubnetRoutes === false) return [];
    const sent = rangesAtGoogle(entry.network, store).filter(({ connectMode }) => connectMode === mode);
    const all = [...new Set(sent.map(({ range }) => range.text))];
    const ranges = all.filter((range) => peering.importSubnetRoutesWithPublicIp === true || isPrivate(range));
    const known = (range: string) => peering.exportSubnetRoutesWithPublicIp === true || isPrivate(range);
    return [{ ranges, targets: targetsOf(mode, entry, store, known) }];
  });
  return { peered: found.flatMap(({ ranges }) => ranges), targets: found.flatMap(({ targets }) => targets) };
}

/** https://cloud.google.com/vpc/docs/subnets#valid-ranges: all others are public addresses that are used privately. */
const NOT_PUBLIC = [...RFC_1918, "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24"];
const RESERVED = ["203.0.113.0/24", "192.88.99.0/24", "240.0.0.0/4"];

const isPrivate = (range: string) => [...NOT_PUBLIC, ...RESERVED].some((outer) => holds(outer, range));

function targetsOf(mode: string, entry: Entry, store: Store, known: (range: string) => boolean): Target[] {
  return [...store.matching(/^redis\/projects\/[^/]+\/locations\/[^/]+\/instances$/)].flatMap(({ name, thing }) => {
    const network = networkOf(textOf(thing, "authorizedNetwork") ?? "", projectIn(name), store);
    if (network !== entry.network || thing.connectMode !== mode || thing.state !== "READY") return [];
    const answersTo = subnetsOf(network, String(name.split("/")[4]), store).filter(known);
    return [endpoint("host", "port"), endpoint("readEndpoint", "readEndpointPort")].flatMap((one) => one ?? []);

    function endpoint(host: string, port: string): Target | undefined {
      const [address, number] = [textOf(thing, host), numberOf(thing, port)];
      if (address === undefined || rangeFrom(address)?.prefix !== 32 || number === undefined) return undefined;
      return { name: name.replace(/^redis\//, ""), address, port: number, answersTo };
    }
  });
}

/** The subnets of a network in one region, a connector's own range among them: only from there a Redis is reached. */
function subnetsOf(network: string, region: string, store: Store): string[] {
  const of = (pattern: RegExp) =>
    [...store.matching(pattern)]
      .filter(({ name }) => name.split("/")[4] === region)
      .filter(({ name, thing }) => networkOf(textOf(thing, "network") ?? "", projectIn(name), store) === network);
  const subnets = of(/^compute\/projects\/[^/]+\/regions\/[^/]+\/subnetworks$/);
  const connectors = of(/^vpcaccess\/projects\/[^/]+\/locations\/[^/]+\/connectors$/);
  return rangesIn([...subnets, ...connectors].map(({ thing }) => thing.ipCidrRange));
}
