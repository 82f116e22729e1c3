import type { Root } from "../verify/base";
import { withNat } from "../verify/nat";
import type { RuleCase } from "../verify/rule-case";

export const natCombination: RuleCase = {
  failing: (root: Root) =>
    withNat(root, { enable_dynamic_port_allocation: true, enable_endpoint_independent_mapping: true }),
  passing: (root: Root) =>
    withNat(root, { enable_dynamic_port_allocation: true, enable_endpoint_independent_mapping: false }),
};
