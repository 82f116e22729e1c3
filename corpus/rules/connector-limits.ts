import { CONNECTOR } from "../verify/base";
import { copy } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

/** A connector that no path uses: on a path it would be a cause of the path. */
export const connectorLimits: RuleCase = {
  failing: (root) => copy(root, CONNECTOR, "spare", { name: "spare", ip_cidr_range: "10.2.0.32/27" }),
  passing: (root) => copy(root, CONNECTOR, "spare", { name: "spare", ip_cidr_range: "10.2.0.32/28" }),
};
