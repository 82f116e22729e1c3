import { CACHE, ref } from "../verify/base";
import { env } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const literalRedisHost: RuleCase = {
  failing: (root) => env(root, "REDIS_HOST", "10.166.0.3"),
  passing: (root) => env(root, "REDIS_HOST", ref(`${CACHE}.host`)),
};
