import { ApiError } from "../api-error";
import { networkOf, rangeFrom, refuseOverlap } from "../geography";
import { type ApiKind, lastSegment, numberOf, type Place, pathOf, textOf, thingOf } from "../kind";
import type { CloudObject } from "../store";

/** VMs that carry what serverless sends into a network. */
export const connectors: ApiKind = {
  collection: "vpcaccess/projects/{project}/locations/{location}/connectors",
  style: "long-running",
  named: { parameter: "connectorId" },
  check: (draft, place, before) => {
    if (place.id.length + (place.id.match(/-/g)?.length ?? 0) >= 21 || place.id.length > 25) {
      throw new ApiError(400, `Connector ID must be under 21 characters, hyphens counting as two: ${place.id}`);
    }
    const subnet = borrowedSubnet(draft, place);
    const network = networkOf(textOf(draft, "network") ?? "default", place.project, place.store);
    if (subnet === undefined && !place.store.get(`compute/${network}`)) {
      throw new ApiError(400, `VPC network ${lastSegment(network)} was not found in project ${place.project}.`);
    }
    if (subnet !== undefined && !place.store.get(subnet)) {
      throw new ApiError(400, `${pathOf(subnet)} was not found.`);
    }
    const range = rangeFrom(draft.ipCidrRange);
    if (subnet === undefined && range?.prefix !== 28) {
      throw new ApiError(400, `The IP range of a connector must be a /28, got ${String(draft.ipCidrRange)}.`);
    }
    if (!before && range && subnet === undefined) refuseOverlap(range, network, place);
    const [least, most] = [numberOf(draft, "minInstances") ?? 2, numberOf(draft, "maxInstances") ?? 10];
    if (least < 2 || least > 9 || most < 3 || most > 10 || least >= most) {
      throw new ApiError(
        400,
        `Instances must be 2 to 9 at least and 3 to 10 at most, the one under the other: got ${least} and ${most}.`,
      );
    }
    if (before && (lastSegment(network) !== before.network || draft.ipCidrRange !== before.ipCidrRange)) {
      throw new ApiError(400, "The network and the range of a connector cannot be changed.");
    }
    for (const key of ["minInstances", "maxInstances"]) {
      const [was, will] = [numberOf(before, key), numberOf(draft, key)];
      if (was !== undefined && will !== undefined && will < was) {
        throw new ApiError(400, `A connector cannot be scaled down: ${key} is ${was}, ${will} was asked for.`);
      }
    }
  },
  filled: (draft, place) => {
    const subnet = borrowedSubnet(draft, place);
    const borrowed = subnet === undefined ? undefined : place.store.get(subnet);
    const [least, most] = [numberOf(draft, "minInstances") ?? 2, numberOf(draft, "maxInstances") ?? 10];
    return {
      machineType: "e2-micro",
      ...draft,
      name: place.path,
      network: lastSegment(textOf(borrowed ?? draft, "network") ?? "default"),
      // A borrowed range is not printed: it would be a change that Terraform can make only by replacement.
      ...(borrowed ? { subnet: { projectId: place.project, ...thingOf(draft, "subnet") } } : {}),
      minInstances: least,
      maxInstances: most,
      minThroughput: least * 100,
      maxThroughput: most * 100,
      state: "READY",
    };
  },
};

/** The subnet whose addresses it takes, if it has no range of its own: of this project, unless another is named. */
function borrowedSubnet(draft: CloudObject, { project, location }: Place): string | undefined {
  const subnet = thingOf(draft, "subnet");
  const name = textOf(subnet, "name");
  const owner = textOf(subnet, "projectId") ?? project;
  return name && `compute/projects/${owner}/regions/${location}/subnetworks/${lastSegment(name)}`;
}
