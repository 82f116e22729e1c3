import type { Resource } from "../inputs/model";
import { isKnown, lastSegment, type Maybe, Unresolved } from "../values";
import { destinationsOf, rangeOf } from "./addresses";
import { meantBy } from "./meant";
import type { Subnetwork } from "./model";
import { mayBeIn, type NetworkFinder } from "./networks";
import { get, itemFields, items, text, unlessComputed, within } from "./read";
import { regionOf } from "./regions";

export function subnetwork(resource: Resource, networks: NetworkFinder): Subnetwork {
  return {
    ...itemFields(resource),
    network: networks.named(get(resource, "network"), resource),
    region: regionOf(resource),
    range: rangeOf(get(resource, "ip_cidr_range")),
    secondary: destinationsOf(
      items(get(resource, "secondary_ip_range")).flatMap((block) => within(block, "ip_cidr_range") ?? []),
    ).known,
    purpose: text(unlessComputed(get(resource, "purpose"))),
    stack: text(unlessComputed(get(resource, "stack_type"))),
  };
}

const PATH = /(?:projects\/([^/]+)\/)?regions\/([^/]+)\/subnetworks\//;

/** The subnetwork that a value names, by reference, path or name; a bare name is one in `project`, where that is known. */
export function findSubnetwork(
  value: unknown,
  region: Maybe<string> | undefined,
  subnetworks: Subnetwork[],
  project?: string,
): Subnetwork | undefined {
  if (value instanceof Unresolved) {
    const meant = meantBy(value, subnetworks);
    if (meant) return meant;
    const { soleReference } = value;
    const isName = soleReference?.attribute === "name";
    return subnetworks.find(
      (subnet) => subnet.address === soleReference?.address && (!isName || mayBeIn(project, subnet.resource)),
    );
  }
  if (typeof value !== "string") return undefined;
  const [, itsProject, itsRegion] = PATH.exec(value) ?? [];
  const wantedRegion = itsRegion ?? region;
  return subnetworks.find((subnet) => {
    const agrees =
      wantedRegion === undefined ||
      subnet.region === undefined ||
      !isKnown(wantedRegion) ||
      subnet.region === wantedRegion;
    return subnet.name === lastSegment(value) && agrees && mayBeIn(itsProject ?? project, subnet.resource);
  });
}
