import { NOT_PUBLIC, SENT_INTO_NETWORK } from "../../sets/addresses";
import { accessWords } from "../../topology/access-words";
import type { Service } from "../../topology/model";
import { isKnown } from "../../values";
import type { Trail } from "../path";
import type { Destination } from "./egress";
import type { Entry } from "./entry";

const MODES = new Set(["PRIVATE_RANGES_ONLY", "ALL_TRAFFIC"]);

/** Whether what the service sends to Redis goes into the network at all, and from which kind of address. */
export function leaveForPrivateRanges(trail: Trail, service: Service, entry: Entry, target: Destination): void {
  const mode = service.egress ?? "PRIVATE_RANGES_ONLY";
  if (service.egress === undefined) {
    trail.mention(`${service.address} leaves egress unset, which means PRIVATE_RANGES_ONLY`);
  }
  if (isKnown(mode) && !MODES.has(mode)) {
    const at = { address: service.address, attribute: accessWords(service).egress };
    const message = `its egress is ${mode}, neither PRIVATE_RANGES_ONLY nor ALL_TRAFFIC: Google refuses the revision`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, "set it to PRIVATE_RANGES_ONLY or ALL_TRAFFIC");
  }
  if (mode !== "ALL_TRAFFIC" && target.addressKnowledge !== "nothing") sentIntoNetwork(trail, service, target);
  checkSource(trail, entry);
}

function sentIntoNetwork(trail: Trail, service: Service, target: Destination): void {
  const { noun } = target.kind.facts;
  const outside = target.addresses.subtract(SENT_INTO_NETWORK);
  if (outside.isEmpty) return;
  const at = { address: service.address, attribute: accessWords(service).egress };
  const fix = `set egress to ALL_TRAFFIC, or give ${noun} a private range`;
  const certain = outside.size === target.addresses.size && (service.egress === undefined || isKnown(service.egress));
  if (certain) {
    const message = `PRIVATE_RANGES_ONLY sends what goes to ${noun === "Redis" ? "this Redis" : noun} straight to the internet: its address is not private`;
    trail.blocked("PRIVATE_TRAFFIC_TO_INTERNET", at, message, fix);
  } else {
    trail.unknown(
      "PRIVATE_TRAFFIC_TO_INTERNET",
      at,
      `${noun} may get an address that is not sent into the network`,
      fix,
    );
  }
}

function checkSource(trail: Trail, { through }: Entry): void {
  if (through.range === undefined || !isKnown(through.range) || through.range.subtract(NOT_PUBLIC).isEmpty) return;
  trail
    .at("target")
    .blocked(
      "REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS",
      { address: through.address, attribute: "ip_cidr_range" },
      "its packets come from publicly routable addresses used privately, which Memorystore does not answer",
      "use a range inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
    );
}
