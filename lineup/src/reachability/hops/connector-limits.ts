import { addressesOf, blocksOf } from "../../sets/addresses";
import type { Connector } from "../../topology/model";
import { get, knownText, number } from "../../topology/read";
import { isKnown } from "../../values";
import type { Trail } from "../path";

const ADDRESSES = 16;
const MACHINE_TYPES = ["f1-micro", "e2-micro", "e2-standard-4"];

/** A connector that Google refuses to make carries nothing, and no plan says that it will be refused. */
export function connectorIsMade(trail: Trail, connector: Connector): void {
  const { address, rangeText, subnet, name, resource } = connector;
  const at = (attribute: string) => ({ address, attribute });
  const refused = (attribute: string, message: string, fix: string) =>
    trail.blocked("VPC_CONNECTOR_NOT_RUNNING", at(attribute), `Google refuses to make it: ${message}`, fix);
  const doubtful = (attribute: string, message: string, fix: string) =>
    trail.unknown("VPC_CONNECTOR_NOT_RUNNING", at(attribute), `Google may refuse to make it: ${message}`, fix);

  const range = rangeText === undefined ? undefined : addressesOf(rangeText);
  if (range && range.size !== ADDRESSES) {
    refused("ip_cidr_range", `its range is ${rangeText}, and a connector takes exactly a /28`, "use a /28");
  } else if (range && blocksOf(range)[0] !== rangeText) {
    doubtful("ip_cidr_range", `its range is ${rangeText}, which begins inside of a /28`, `use ${blocksOf(range)[0]}`);
  }
  if (subnet?.range !== undefined && isKnown(subnet.range) && subnet.range.size !== ADDRESSES) {
    const message = `its subnet is ${blocksOf(subnet.range).join(", ")}, and a connector takes exactly a /28`;
    refused("subnet.name", message, "give it a /28 subnet of its own");
  }
  const [min, max] = [number(get(resource, "min_instances")), number(get(resource, "max_instances"))];
  if (typeof min === "number" && (min < 2 || min > 9))
    refused("min_instances", `min_instances is ${min}, outside 2 to 9`, "use 2 to 9");
  if (typeof max === "number" && (max < 3 || max > 10))
    refused("max_instances", `max_instances is ${max}, outside 3 to 10`, "use 3 to 10");
  if (typeof min === "number" && typeof max === "number" && min >= max)
    refused(
      "min_instances",
      `min_instances is ${min}, not below max_instances (${max})`,
      "lower it or raise the other",
    );
  // In Google's count a hyphen is two characters.
  if (typeof name === "string" && (name.length > 25 || name.length + name.split("-").length - 1 > 20))
    doubtful("name", "its name is too long", "keep it to 25 characters and under 21 with each hyphen counted twice");
  const machine = knownText(get(resource, "machine_type"));
  if (machine !== undefined && !MACHINE_TYPES.includes(machine))
    doubtful("machine_type", "its machine type is none that connectors take", `use ${MACHINE_TYPES.join(" or ")}`);
}
