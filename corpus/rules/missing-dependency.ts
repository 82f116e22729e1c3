import { CACHE, PEERING } from "../verify/base";
import { set } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const missingDependency: RuleCase = {
  failing: (root) => set(root, CACHE, { depends_on: undefined }),
  passing: (root) => set(root, CACHE, { depends_on: [PEERING] }),
};
