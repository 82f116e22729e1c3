import { type ApiKind, lastSegment, textOf, timestamp } from "../kind";
import type { Store } from "../store";
import { selfLink } from "./compute";
import { type Endpoint, endpointsIn } from "./service-connections";

/** Forwarding rules: here only those of endpoints that a service of Google's has. */
export const forwardingRules: ApiKind = {
  collection: "compute/projects/{project}/regions/{region}/forwardingRules",
  style: "compute",
  named: { field: "name" },
  filled: (draft) => draft,
};

/** An endpoint is an address with a forwarding rule to the service's attachment. */
export function putRules(endpoints: readonly Endpoint[], attachment: string, store: Store): void {
  for (const { forwardingRule, address, network, subnetwork, pscConnectionId } of endpoints) {
    const [, , , , region = ""] = `/${forwardingRule}`.split("/");
    store.put(`compute/${forwardingRule}`, {
      kind: "compute#forwardingRule",
      id: String(store.next()),
      name: lastSegment(forwardingRule),
      creationTimestamp: timestamp(),
      selfLink: selfLink(forwardingRule),
      region: selfLink(forwardingRule.replace(/\/forwardingRules\/.*$/, "")),
      IPAddress: address,
      network: selfLink(network),
      subnetwork: selfLink(subnetwork),
      target: selfLink(`projects/tenant-of-google/regions/${region}/serviceAttachments/${attachment}`),
      pscConnectionId,
      pscConnectionStatus: "ACCEPTED",
    });
  }
}

/** With its service an endpoint is gone. */
export function removeRules(store: Store): void {
  const kept = new Set(endpointsIn(store).map(({ endpoint }) => endpoint.pscConnectionId));
  for (const { name, thing } of [...store.matching(/^compute\/.*\/forwardingRules$/)]) {
    if (!kept.has(textOf(thing, "pscConnectionId") ?? "")) store.remove(name);
  }
}
