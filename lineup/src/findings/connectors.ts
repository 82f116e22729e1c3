import type { InputKind } from "../inputs/model";
import { blocksOf } from "../sets/addresses";
import { findSubnetwork } from "../topology/build";
import type { Connector, Subnetwork, Topology } from "../topology/model";
import { projectOf } from "../topology/networks";
import { get, isComputed, knownText, number, within } from "../topology/read";
import { isKnown, Unresolved, type Value } from "../values";
import type { Check, Finding } from "./finding";

const MACHINE_TYPES = new Set(["f1-micro", "e2-micro", "e2-standard-4"]);

const CONNECTOR_ADDRESSES = 16;

/** The limits the API has and a plan does not check. */
export const connectorLimits: Check = ({ topology }) =>
  topology.connectors.flatMap((connector) => {
    const { address, resource, name, rangeText } = connector;
    const found: Finding[] = [];
    const error = (attribute: string, message: string, fix: string) =>
      found.push({ rule: "connector-limits", severity: "error", address, attribute, message, fix });
    if (typeof name === "string") {
      const count = name.length + name.split("-").length - 1;
      if (name.length > 25 || count > 20)
        error(
          "name",
          `has ${name.length} characters, ${count} by Google's count, where a hyphen counts as two`,
          "keep it to 25 characters and under 21 by that count",
        );
    }
    if (rangeText !== undefined && !rangeText.endsWith("/28"))
      error("ip_cidr_range", `is ${rangeText}; a connector takes exactly a /28`, "use a /28");
    const borrowed = borrowedSubnet(connector, topology);
    if (borrowed?.range !== undefined && isKnown(borrowed.range) && borrowed.range.size !== CONNECTOR_ADDRESSES)
      error(
        "subnet.name",
        `is ${borrowed.address}, which is ${blocksOf(borrowed.range).join(", ")}; a connector takes exactly a /28`,
        "give it a /28 subnet of its own",
      );
    const min = number(get(resource, "min_instances"));
    const max = number(get(resource, "max_instances"));
    if (min !== undefined && isKnown(min) && (min < 2 || min > 9))
      error("min_instances", `is ${min}, outside 2 to 9`, "use 2 to 9");
    if (max !== undefined && isKnown(max) && (max < 3 || max > 10))
      error("max_instances", `is ${max}, outside 3 to 10`, "use 3 to 10");
    if (typeof min === "number" && typeof max === "number" && min >= max)
      error("min_instances", `is ${min}, not below max_instances (${max})`, "lower it or raise the other");
    const machine = knownText(get(resource, "machine_type"));
    if (machine !== undefined && !MACHINE_TYPES.has(machine))
      error("machine_type", "is not a machine type that connectors take", "use f1-micro, e2-micro or e2-standard-4");
    return [...found, ...throughput(connector, topology.kind)];
  });

/** The subnet that a connector stands on instead of a range of its own, where this input makes or reads it. */
function borrowedSubnet({ resource, region }: Connector, { subnetworks }: Topology): Subnetwork | undefined {
  const said = get(resource, "subnet");
  const subnet = findSubnetwork(within(said, "name"), region, subnetworks);
  // A shared VPC's subnet of that name is another one.
  const project = within(said, "project_id");
  const isElsewhere = subnet !== undefined && typeof project === "string" && project !== projectOf(subnet.resource);
  return isElsewhere ? undefined : subnet;
}

/** The two ways to say how large a connector may grow exclude each other, and a change of this one replaces it. */
function throughput({ address, resource }: Connector, kind: InputKind): Finding[] {
  // What has been applied shows both, whichever was written.
  if (kind === "state" || kind === "inventory") return [];
  return ["min", "max"]
    .filter((end) => {
      if (!isWritten(get(resource, `${end}_throughput`))) return false;
      // The same in a plan over a state; in one where it is written, instances are what only the cloud will say.
      return kind !== "plan" || !isWritten(get(resource, `${end}_instances`));
    })
    .map((end) => ({
      rule: "connector-limits",
      severity: "warning",
      address,
      attribute: `${end}_throughput`,
      message: "sets the size by throughput, which excludes instances and replaces the connector when it changes",
      fix: `set ${end}_instances instead`,
    }));
}

function isWritten(value: Value | undefined): boolean {
  return value !== undefined && !(value instanceof Unresolved && isComputed(value));
}
