import { refusalsOf } from "../../topology/connector-limits";
import { isApplied } from "../../topology/exists";
import type { Connector, Topology } from "../../topology/model";
import { get, isComputed } from "../../topology/read";
import { Unresolved, type Value } from "../../values";
import { defineRule, type Reported } from "../define";
import { isOnPath } from "./paths/reported";

/** Limits that touch a path are causes there; those of the other connectors are reported here. */
export const connectorLimits = defineRule({
  id: "connector-limits",
  title: "The connector is outside the limits of its API",
  help: "Names have at most 25 lower-case letters, digits and hyphens, ranges are a /28, there are 2 to 9 instances at least and 3 to 10 at most, and few machine types. No plan checks this; the apply fails. For a connector of a declared path it is a cause of that path (VPC_CONNECTOR_NOT_RUNNING) and is not repeated here.",
  remedy: "Bring the attribute within the limit that the message names.",
  severity: "error",
  check: (judgement) =>
    judgement.topology.connectors.flatMap((connector) => [
      ...refusals(connector).filter((refusal) => !isOnPath(judgement, "VPC_CONNECTOR_NOT_RUNNING", refusal)),
      ...throughput(connector, judgement.topology),
    ]),
});

function refusals(connector: Connector): Reported[] {
  return refusalsOf(connector).map(({ attribute, message, fix }) => {
    return { address: connector.address, attribute, message, fix };
  });
}

/** The two ways to say how large a connector may grow exclude each other, and a change of this one replaces it. */
function throughput({ address, resource }: Connector, topology: Topology): Reported[] {
  // What has been applied shows both, whichever was written.
  if (isApplied(topology)) return [];
  return ["min", "max"]
    .filter((end) => {
      if (!isWritten(get(resource, `${end}_throughput`))) return false;
      // The same in a plan over a state; where throughput is written, only the cloud knows the instances.
      return topology.kind !== "plan" || !isWritten(get(resource, `${end}_instances`));
    })
    .map((end) => ({
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
