import { API, CACHE } from "../verify/base";
import { at, set } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const authWithoutSecret: RuleCase = {
  failing: (root) => set(root, CACHE, { auth_enabled: true }),
  passing: (root) => {
    set(root, CACHE, { auth_enabled: true });
    const secret_key_ref = { secret: "redis-auth", version: "latest" };
    at(root, API).template.containers[0].env.push({ name: "REDIS_PASSWORD", value_source: { secret_key_ref } });
  },
};
