import { subnet } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

/** Two subnets that no path uses: on a path it would be a cause of the path. */
export const overlappingRanges: RuleCase = {
  failing: (root) => {
    subnet(root, "one", { ip_cidr_range: "10.3.0.0/24" });
    subnet(root, "two", { ip_cidr_range: "10.3.0.128/25" });
  },
  passing: (root) => {
    subnet(root, "one", { ip_cidr_range: "10.3.0.0/24" });
    subnet(root, "two", { ip_cidr_range: "10.3.1.0/25" });
  },
};
