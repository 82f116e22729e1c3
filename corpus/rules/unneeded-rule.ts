import { allow } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const unneededRule: RuleCase = {
  failing: (root) => allow(root, { destination_ranges: ["10.50.0.0/16"] }),
  passing: (root) => allow(root, { destination_ranges: ["10.50.0.0/16"], description: "the archive" }),
};
