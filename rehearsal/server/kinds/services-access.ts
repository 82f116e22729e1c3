import { SERVICES_PEERING } from "../../../facts/peerings";
import { ApiError, inUse } from "../api-error";
import {
  firstFree,
  networkAt,
  networkOf,
  projectId,
  projectIn,
  projectNumber,
  rangeFrom,
  rangesOn,
  refuseOverlap,
} from "../geography";
import { type ApiKind, listOf, numberOf, type Place, textOf } from "../kind";
import { connectionMessages } from "../operation-messages";
import type { CloudObject } from "../store";
import { computeFields } from "./compute";
import { peering } from "./google-peering";

/** Addresses of a network that are set aside, for Google's services among others. */
export const globalAddresses: ApiKind = {
  collection: "compute/projects/{project}/global/addresses",
  style: "compute",
  named: { field: "name" },
  check: (draft, place, before) => {
    if (textOf(draft, "purpose") !== "VPC_PEERING") return;
    const network = networkAt(draft, place);
    const range = rangeFrom(`${textOf(draft, "address") ?? "10.0.0.0"}/${numberOf(draft, "prefixLength") ?? 0}`);
    if (!range) throw new ApiError(400, "Invalid value for field 'resource.prefixLength'.");
    if (!before && textOf(draft, "address") !== undefined) refuseOverlap(range, network, place);
  },
  filled: (draft, place, before) => ({
    addressType: "EXTERNAL",
    ipVersion: "IPV4",
    networkTier: "PREMIUM",
    ...draft,
    address: textOf(draft, "address") ?? assigned(draft, place),
    status: "RESERVED",
    labelFingerprint: "42WmSpB8rSM=",
    ...computeFields("address", place, before),
  }),
  checkRemoval: (_, place) => {
    for (const { thing } of place.store.matching(CONNECTIONS)) {
      const owner = projectId(projectIn(textOf(thing, "network") ?? ""), place.store);
      const reserved = owner === place.project && listOf(thing, "reservedPeeringRanges").includes(place.id);
      if (reserved) throw inUse(place.path, `the services connection ${String(thing.peering)}`);
    }
  },
  actions: {
    setLabels: (thing, body) => ({ thing: { ...thing, labels: body.labels } }),
  },
};

function assigned(draft: CloudObject, place: Place): string {
  const prefix = numberOf(draft, "prefixLength") ?? 32;
  const network = networkOf(textOf(draft, "network") ?? "default", place.project, place.store);
  const taken = rangesOn(network, place.store).map(({ range }) => range);
  return firstFree(`10.64.0.0/10`, prefix, taken)?.address(0) ?? "203.0.113.10";
}

const CONNECTIONS = /^servicenetworking\/services\/[^/]+\/connections$/;

/**
 * The connection of a network to Google's services. There is one for each network; its API calls all of them by the
 * same name and distinguishes them by a parameter, so here each is stored under its network.
 */
export const servicesConnections: ApiKind = {
  collection: "servicenetworking/services/{service}/connections",
  style: "long-running",
  messages: connectionMessages,
  operationsAt: () => "",
  named: { made: (body, { store }) => keyOf(networkOf(textOf(body, "network") ?? "", "", store)) },
  removedBy: "POST",
  meant: (path, { body }, store) => {
    const network = textOf(body, "consumerNetwork") ?? textOf(body, "network") ?? "";
    return `${path.slice(0, path.lastIndexOf("/"))}/${keyOf(networkOf(network, "", store))}`;
  },
  selected: (thing, query, store) => {
    const network = query.get("network");
    const same = (said: string) => networkOf(said, "", store);
    return network === null || same(network) === same(textOf(thing, "network") ?? "");
  },
  check: (draft, place) => {
    const network = networkAt(draft, place);
    const project = projectIn(network);
    for (const range of listOf(draft, "reservedPeeringRanges")) {
      const address = place.store.get(`compute/projects/${project}/global/addresses/${String(range)}`);
      if (!address) throw new ApiError(400, `Cannot find allocated range ${String(range)} in project ${project}.`);
      if (networkOf(textOf(address, "network") ?? "", project, place.store) !== network) {
        throw new ApiError(400, `Allocated range ${String(range)} is not one of ${network}.`);
      }
    }
  },
  filled: (draft, place) => {
    const network = networkOf(textOf(draft, "network") ?? "", "", place.store);
    return {
      ...draft,
      network: byNumber(network, place),
      peering: SERVICES_PEERING,
      service: "services/servicenetworking.googleapis.com",
    };
  },
  checkRemoval: (thing, place) => {
    const network = networkOf(textOf(thing, "network") ?? "", "", place.store);
    for (const { name, thing: cache } of place.store.matching(/^redis\/.*\/instances$/)) {
      const uses =
        cache.connectMode === "PRIVATE_SERVICE_ACCESS" &&
        networkOf(textOf(cache, "authorizedNetwork") ?? "", "", place.store) === network;
      if (uses) {
        throw new ApiError(
          400,
          `Failed to delete connection; Producer services (e.g. CloudSQL, Cloud Memstore, etc.) are still using this connection: ${name}`,
        );
      }
    }
  },
  after: (place, thing) => {
    const network = `compute/${place.id.replaceAll("|", "/")}`;
    const peered = place.store.get(network);
    if (!peered) return;
    const others = (listOf(peered, "peerings") as CloudObject[]).filter(({ name }) => name !== SERVICES_PEERING);
    place.store.put(network, {
      ...peered,
      peerings: thing ? [...others, peering(SERVICES_PEERING, "servicenetworking")] : others,
    });
  },
};

/** This API names projects by their numbers, and its clients compare them. */
function byNumber(network: string, { store }: Place): string {
  return network.replace(/^projects\/[^/]+/, `projects/${projectNumber(projectIn(network), store)}`);
}

/** `projects/p/global/networks/n` as one word. */
export function keyOf(network: string): string {
  return network.replaceAll("/", "|");
}

export function servicesConnectionOf(network: string): string {
  return `servicenetworking/services/servicenetworking.googleapis.com/connections/${keyOf(network)}`;
}
