import { CACHE, ref } from "../verify/base";
import { env } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const literalRedisPort: RuleCase = {
  failing: (root) => env(root, "REDIS_PORT", "6379"),
  passing: (root) => env(root, "REDIS_PORT", ref(`${CACHE}.port`)),
};
