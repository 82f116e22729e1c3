import { plain } from "../../text/plain";
import { accessWords } from "../../topology/access-words";
import type { Service, Topology } from "../../topology/model";
import type { NetworkFinder } from "../../topology/networks";
import type { Trail } from "../path";
import { throughConnector } from "./connector";
import { throughInterface } from "./direct";
import type { Entry } from "./entry";
import { existence, nameAndRegion, RESOLVE } from "./places";

/** From the service to its connector or interface; undefined where it gets into no network. */
export function enterNetwork(
  trail: Trail,
  topology: Topology,
  networks: NetworkFinder,
  service: Service,
  { noun, isPrivate } = { noun: "Redis", isPrivate: true },
): Entry | undefined {
  trail.step({ kind: "start", ...nameAndRegion(service) });
  if (service.notReady !== undefined) {
    trail.blocked(
      "CLOUD_RUN_REVISION_NOT_READY",
      { address: service.address, attribute: "terminal_condition" },
      `its latest revision is not ready: ${service.notReady}`,
      "read the revision's log: nothing runs that could call Redis",
    );
  }
  if (service.servesOther) {
    const { code, message } = service.servesOther;
    const fix = "send all traffic to the latest revision, or judge the revision that serves by hand";
    trail.unknown(code, { address: service.address, attribute: "traffic" }, message, fix);
  }
  if (service.pinned) {
    const { revision, until, place } = service.pinned;
    trail.assume(
      `${service.address}: its requests stay on ${plain(revision)} until ${until} (${plain(place)}), which this input does not show: it is taken to reach what the template reaches`,
    );
  }
  if (!service.certain) existence(trail, service.address);
  const at = { address: service.address, attribute: service.accessAttribute };
  const entry = trail.at("entry");
  switch (service.access.kind) {
    case "none":
      if (isPrivate) entry.blocked("VPC_CONNECTOR_NOT_SET", at, ...noWayIn(service, noun));
      else mayBePublic(entry, at, noun);
      return undefined;
    case "unresolved":
      entry.unknown(
        "UNRESOLVED_REFERENCE",
        at,
        `lineup cannot determine how it gets into the network: ${service.access.what.shown}`,
        RESOLVE,
      );
      return undefined;
    case "connector":
      return throughConnector(entry, topology, service, service.access.connector);
    case "direct":
      return throughInterface(entry, topology, networks, service, service.access);
  }
}

function mayBePublic(trail: Trail, at: { address: string; attribute: string }, noun: string): void {
  const message = `it has no way into any network, and lineup cannot determine whether it calls ${noun} at its public address`;
  trail.unknown("UNRESOLVED_REFERENCE", at, message, "refer to private_ip_address or to public_ip_address");
}

function noWayIn(service: Service, noun: string): [message: string, fix: string] {
  const message = `it has no way into any network, and ${noun} has no public address`;
  if (!service.isAnnotatedItself) return [message, accessWords(service).remedy];
  const misplaced = "its own annotations do nothing here, only those of its template do";
  return [`${message}: ${misplaced}`, "move the annotation from metadata to template.metadata"];
}
