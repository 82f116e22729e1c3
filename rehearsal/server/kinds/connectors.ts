import {
  CONNECTOR_MAX_INSTANCES,
  CONNECTOR_MIN_INSTANCES,
  CONNECTOR_NAME,
  CONNECTOR_PREFIX_LENGTH,
} from "../../../facts/connectors";
import { ApiError } from "../api-error";
import { networkOf, rangeFrom, refuseOverlap } from "../geography";
import { type ApiKind, lastSegment, numberOf, type Place, pathOf, textOf, thingOf, withState } from "../kind";
import { connectorMessages } from "../operation-messages";
import { whyNoConnector } from "../org-policies";
import type { CloudObject } from "../store";

/** Serverless VPC Access connectors. */
export const connectors: ApiKind = {
  collection: "vpcaccess/projects/{project}/locations/{location}/connectors",
  style: "long-running",
  messages: connectorMessages,
  named: { parameter: "connectorId" },
  check: (draft, place, before) => {
    if (!CONNECTOR_NAME.test(place.id)) {
      throw new ApiError(400, `Connector ID must match ${CONNECTOR_NAME.source}, got ${place.id}.`);
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
    if (subnet === undefined && range?.prefix !== CONNECTOR_PREFIX_LENGTH) {
      throw new ApiError(
        400,
        `The IP range of a connector must be a /${CONNECTOR_PREFIX_LENGTH}, got ${String(draft.ipCidrRange)}.`,
      );
    }
    if (!before && range && subnet === undefined) refuseOverlap(range, network, place);
    const [least, most] = [numberOf(draft, "minInstances") ?? 2, numberOf(draft, "maxInstances") ?? 10];
    if (!within(least, CONNECTOR_MIN_INSTANCES) || !within(most, CONNECTOR_MAX_INSTANCES) || least >= most) {
      throw new ApiError(
        400,
        `minInstances must be ${span(CONNECTOR_MIN_INSTANCES)}, maxInstances ${span(CONNECTOR_MAX_INSTANCES)} and greater than minInstances, got ${least} and ${most}.`,
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
      // The range of the subnet is not returned: Terraform would see a change that needs a replacement.
      ...(borrowed ? { subnet: { projectId: place.project, ...thingOf(draft, "subnet") } } : {}),
      minInstances: least,
      maxInstances: most,
      minThroughput: least * 100,
      maxThroughput: most * 100,
      state: "READY",
    };
  },
  outcome: (thing, { project, store }, before) => {
    const error = before ? undefined : whyNoConnector(project, store);
    // It stays, and is of no use: it has to be deleted before it can be made again.
    return error === undefined ? { thing } : { thing: { ...thing, state: "ERROR" }, error };
  },
  meanwhile: withState,
};

interface Limits {
  least: number;
  most: number;
}

const span = ({ least, most }: Limits) => `${least} to ${most}`;

function within(count: number, { least, most }: Limits): boolean {
  return count >= least && count <= most;
}

/** The subnet of a connector without a range of its own: in this project, unless the draft names another. */
function borrowedSubnet(draft: CloudObject, { project, location }: Place): string | undefined {
  const subnet = thingOf(draft, "subnet");
  const name = textOf(subnet, "name");
  const owner = textOf(subnet, "projectId") ?? project;
  return name && `compute/projects/${owner}/regions/${location}/subnetworks/${lastSegment(name)}`;
}
