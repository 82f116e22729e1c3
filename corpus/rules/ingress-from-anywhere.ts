import { INGRESS_RULE } from "../verify/base";
import { set } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const ingressFromAnywhere: RuleCase = {
  failing: (root) => set(root, INGRESS_RULE, { source_ranges: ["::/0"] }),
  passing: (root) => set(root, INGRESS_RULE, { source_ranges: ["10.2.0.0/28"] }),
};
