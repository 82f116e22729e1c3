import { deny } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const shadowedRule: RuleCase = {
  failing: (root) => deny(root, { priority: 900 }),
  passing: (root) => deny(root, { priority: 1100, destination_ranges: ["10.0.0.0/8"] }),
};
