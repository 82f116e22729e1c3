import { CACHE } from "../verify/base";
import { access, set } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const unsetComputed: RuleCase = {
  failing: (root) => access(root, { egress: undefined }),
  passing: (root) => {
    access(root, { egress: "PRIVATE_RANGES_ONLY" });
    set(root, CACHE, { reserved_ip_range: "psa" });
  },
};
