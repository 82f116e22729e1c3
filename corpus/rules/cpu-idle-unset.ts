import { API } from "../verify/base";
import { at } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const cpuIdleUnset: RuleCase = {
  failing: (root) => {
    at(root, API).template.containers[0].resources = { limits: { memory: "1Gi" } };
  },
  passing: (root) => {
    at(root, API).template.containers[0].resources = { limits: { memory: "1Gi" }, cpu_idle: true };
  },
};
