import { connector } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const connectorNameLength: RuleCase = {
  failing: (root) => connector(root, { name: "the-connector-of-orders" }),
  passing: (root) => connector(root, { name: "conn" }),
};
