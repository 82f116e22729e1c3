import { AUTO_MODE_RANGE, AUTO_MODE_SUBNETS, AUTO_MODE_SUBNETS_OF_SOME } from "../../../facts/auto-mode";
import { addressesOf } from "../sets/addresses";
import { IntervalSet } from "../sets/intervals";
import { isKnown } from "../values";
import type { Topology } from "./model";
import { compareNetworks, type NetworkId } from "./networks";
import type { RangeInUse } from "./ranges-in-use";

// The subnets that Google makes by itself in networks of automatic mode, one in every region.

/** What a range meets in a network of automatic mode: `taken` is in use, `maybe` may be, `beside` is free. */
type AutoSubnetClash = { kind: "taken" | "maybe"; where: string; isCertainOfMode: boolean } | { kind: "beside" };

/** Undefined where the network has no automatic subnets, or where the range is not near them. */
export function autoSubnetClash(topology: Topology, mine: RangeInUse): AutoSubnetClash | undefined {
  const { network, range, exists, attribute } = mine;
  if (exists || !network || range === undefined || !isKnown(range) || !range.overlaps(ALL)) return undefined;
  const mode = modeOf(topology, network);
  if (mode === "custom") return undefined;
  const isCertainOfMode = mode === "automatic";
  // Google refuses the whole block to subnets and allocated ranges; what Redis reserves for itself lies in its own network.
  if (attribute !== "reserved_ip_range") return { kind: "taken", where: AUTO_MODE_RANGE, isCertainOfMode };
  const region = (subnets: Subnets) => subnets.find(([, subnet]) => range.overlaps(subnet));
  const [certain, possible] = [region(EVERYWHERE), region(IN_SOME_PROJECTS)];
  if (certain) return { kind: "taken", where: described(certain), isCertainOfMode };
  return possible ? { kind: "maybe", where: described(possible), isCertainOfMode } : { kind: "beside" };
}

type Subnets = readonly (readonly [region: string, range: IntervalSet])[];

function parsed(subnets: Readonly<Record<string, string>>): Subnets {
  return Object.entries(subnets).map(([region, range]) => [region, addressesOf(range) ?? IntervalSet.empty] as const);
}

const ALL = addressesOf(AUTO_MODE_RANGE) ?? IntervalSet.empty;
const EVERYWHERE = parsed(AUTO_MODE_SUBNETS);
const IN_SOME_PROJECTS = parsed(AUTO_MODE_SUBNETS_OF_SOME);

function described([region]: Subnets[number]): string {
  return `${AUTO_MODE_SUBNETS[region] ?? AUTO_MODE_SUBNETS_OF_SOME[region]}, the subnet of ${region}`;
}

/** Whether Google makes subnets in a network. The default network has them, unless somebody changed it. */
function modeOf({ networks }: Topology, network: NetworkId): "automatic" | "custom" | "unclear" {
  const known = networks.find(
    ({ id, autoSubnets }) => autoSubnets !== undefined && compareNetworks(id, network) === "same",
  )?.autoSubnets;
  if (known === undefined) return network.name === "default" ? "unclear" : "custom";
  return !isKnown(known) ? "unclear" : known ? "automatic" : "custom";
}
