import { CACHE, ref } from "../verify/base";
import { env } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const redisUrl: RuleCase = {
  failing: (root) => {
    env(root, "REDIS_HOST", undefined);
    env(root, "REDIS_URL", `redis://${ref(`${CACHE}.host`)}:6379`);
  },
  passing: (root) => env(root, "REDIS_HOST", ref(`${CACHE}.host`)),
};
