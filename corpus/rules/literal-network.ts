import { ref, VPC } from "../verify/base";
import { connector } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const literalNetwork: RuleCase = {
  failing: (root) => connector(root, { network: "acme-vpc" }),
  passing: (root) => connector(root, { network: ref(`${VPC}.name`) }),
};
