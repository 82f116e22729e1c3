import { opening } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const wideRule: RuleCase = {
  failing: (root) => opening(root, { destination_ranges: ["10.0.0.0/8"] }),
  passing: (root) => opening(root, { destination_ranges: ["10.166.0.0/16"] }),
};
