import type { Service, Topology } from "../../topology/model";
import type { NetworkFinder } from "../../topology/networks";
import type { Trail } from "../path";
import { throughConnector } from "./connector";
import { throughInterface } from "./direct";
import type { Entry } from "./entry";
import { existence, label, RESOLVE, regionText } from "./places";

/** From the service to the first hop in the network; undefined where there is none to go on from. */
export function enterNetwork(
  trail: Trail,
  topology: Topology,
  networks: NetworkFinder,
  service: Service,
): Entry | undefined {
  trail.step("START_FROM_CLOUD_RUN_REVISION", service.address, `${label(service)}${regionText(service.region)}`);
  if (service.notReady !== undefined) {
    trail.blocked(
      "CLOUD_RUN_REVISION_NOT_READY",
      { address: service.address, attribute: "terminal_condition" },
      `its latest revision is not ready: ${service.notReady}`,
      "look at the revision's log; nothing runs that could call Redis",
    );
  }
  if (service.servesOther) {
    const { code, message } = service.servesOther;
    const fix = "send all traffic to the latest revision, or judge the revision that serves by hand";
    trail.unknown(code, { address: service.address, attribute: "traffic" }, message, fix);
  }
  if (!service.certain) existence(trail, service.address);
  const at = { address: service.address, attribute: service.accessAttribute };
  switch (service.access.kind) {
    case "none":
      trail.blocked(
        "VPC_CONNECTOR_NOT_SET",
        at,
        "it has no way into any network, and Redis has no public address",
        "give it vpc_access with a connector in the network of its Redis",
      );
      return undefined;
    case "unresolved":
      trail.unknown(
        "UNRESOLVED_REFERENCE",
        at,
        `how it gets into the network cannot be told: ${service.access.what.shown}`,
        RESOLVE,
      );
      return undefined;
    case "connector":
      return throughConnector(trail, topology, service, service.access.connector);
    case "direct":
      return throughInterface(trail, topology, networks, service, service.access);
  }
}
