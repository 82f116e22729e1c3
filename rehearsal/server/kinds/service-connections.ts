import { ApiError, inUse } from "../api-error";
import { networkAt, networkOf, rangeFrom } from "../geography";
import { type ApiKind, listOf, type Place, pathOf, textOf, thingOf, timestamp } from "../kind";
import { messagesOf } from "../operation-messages";
import type { CloudObject, Store } from "../store";
import { subnetworkOf } from "./networks";

/** Policies that let a service of Google's put endpoints into subnets of a network. */
export const serviceConnectionPolicies: ApiKind = {
  collection: "networkconnectivity/projects/{project}/locations/{location}/serviceConnectionPolicies",
  style: "long-running",
  messages: messagesOf("google.cloud.networkconnectivity.v1", "ServiceConnectionPolicy"),
  named: { parameter: "serviceConnectionPolicyId" },
  check: (draft, place, before) => {
    networkAt(draft, place);
    for (const subnet of subnetsOf(draft, place)) {
      if (!place.store.get(`compute/${subnet}`)) throw new ApiError(400, `${subnet} was not found.`);
    }
    const other = policyFor(
      textOf(draft, "serviceClass"),
      networkOf(String(draft.network), place.project, place.store),
      place,
    );
    if (!before && other) {
      throw new ApiError(400, `${pathOf(other.name)} is for this service class on this network already.`);
    }
  },
  filled: (draft, place, before) => ({
    ...draft,
    name: place.path,
    network: networkOf(textOf(draft, "network") ?? "", place.project, place.store),
    infrastructure: "PSC",
    etag: "AAAAAAAAAAA",
    createTime: before?.createTime ?? timestamp(),
    updateTime: timestamp(),
  }),
  checkRemoval: (policy, place) => {
    const subnets = subnetsOf(policy, place);
    for (const { name, endpoint } of endpointsIn(place.store)) {
      if (subnets.some((subnet) => endpoint.subnetwork === subnet)) throw inUse(place.path, pathOf(name));
    }
  },
};

/** An endpoint in a subnet of the network: what connects to its address reaches the service behind it. */
export interface Endpoint {
  pscConnectionId: string;
  address: string;
  forwardingRule: string;
  projectId: string;
  network: string;
  subnetwork: string;
}

/** So many new endpoints for what is at this place, in the subnets of the policy. Without a policy there are none. */
export function newEndpoints(count: number, said: string, serviceClass: string, place: Place): Endpoint[] {
  const network = networkOf(said, place.project, place.store);
  if (!place.store.get(`compute/${network}`)) throw new ApiError(400, `Network ${network} was not found.`);
  const policy = policyFor(serviceClass, network, place);
  if (!policy) {
    throw new ApiError(400, `No service connection policy of ${serviceClass} for ${network} in ${place.location}.`);
  }
  const [, , project = ""] = policy.name.split("/");
  const free = subnetsOf(policy.thing, place).flatMap((subnet) => freeIn(subnet, place.store));
  if (free.length < count) throw new ApiError(400, `No addresses are left in the subnets of ${pathOf(policy.name)}.`);
  return free.slice(0, count).map(({ subnetwork, address }) => {
    const pscConnectionId = String(place.store.next());
    const forwardingRule = `projects/${project}/regions/${place.location}/forwardingRules/sca-auto-fr-${pscConnectionId}`;
    return { pscConnectionId, address, forwardingRule, projectId: project, network, subnetwork };
  });
}

function policyFor(serviceClass: string | undefined, network: string, { store, location }: Place) {
  return [...store.matching(/^networkconnectivity\/.*\/serviceConnectionPolicies$/)].find(
    ({ name, thing }) =>
      name.split("/")[4] === location && thing.serviceClass === serviceClass && thing.network === network,
  );
}

function subnetsOf(policy: CloudObject, { project, location }: Place): string[] {
  return listOf(thingOf(policy, "pscConfig"), "subnetworks").map((said) =>
    subnetworkOf(String(said), project, location),
  );
}

/** Google keeps the first two addresses of a subnet and the last two. */
function freeIn(subnetwork: string, store: Store): { subnetwork: string; address: string }[] {
  const range = rangeFrom(store.get(`compute/${subnetwork}`)?.ipCidrRange);
  if (!range) return [];
  const taken = new Set(endpointsIn(store).map(({ endpoint }) => endpoint.address));
  const most = Math.min(2 ** (32 - range.prefix) - 4, 64);
  const all = Array.from({ length: most }, (_, offset) => range.address(offset + 2));
  return all.filter((address) => !taken.has(address)).map((address) => ({ subnetwork, address }));
}

/** What has endpoints keeps them beside its object. */
const endpointsAt = (name: string): string => `${name}/endpoints/all`;

export function endpointsIn(store: Store): { name: string; endpoint: Endpoint }[] {
  return [...store.matching(/\/endpoints$/)].flatMap(({ name, thing }) =>
    (listOf(thing, "endpoints") as Endpoint[]).map((endpoint) => ({
      name: name.replace(/\/endpoints\/all$/, ""),
      endpoint,
    })),
  );
}

/** The endpoints of an object: made once, kept until it is removed. */
export function keptEndpoints(place: Place, make: () => Endpoint[]): Endpoint[] {
  const at = endpointsAt(place.name);
  const kept = place.store.get(at);
  if (kept) return listOf(kept, "endpoints") as Endpoint[];
  const endpoints = make();
  place.store.put(at, { endpoints });
  return endpoints;
}
