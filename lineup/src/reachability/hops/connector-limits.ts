import { refusalsOf } from "../../topology/connector-limits";
import type { Connector } from "../../topology/model";
import type { Trail } from "../path";

/** A connector that Google refuses to make carries nothing, and no plan says that it will be refused. */
export function connectorIsMade(trail: Trail, connector: Connector): void {
  for (const { attribute, message, fix, certain } of refusalsOf(connector)) {
    const at = { address: connector.address, attribute };
    if (certain) trail.blocked("VPC_CONNECTOR_NOT_RUNNING", at, message, fix);
    else trail.unknown("VPC_CONNECTOR_NOT_RUNNING", at, message, fix);
  }
}
