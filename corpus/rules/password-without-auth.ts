import { API, CACHE, type Root } from "../verify/base";
import { at, set } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const passwordWithoutAuth: RuleCase = {
  failing: given,
  passing: (root) => {
    given(root);
    set(root, CACHE, { auth_enabled: true });
  },
};

function given(root: Root): void {
  const secret_key_ref = { secret: "redis-auth", version: "latest" };
  at(root, API).template.containers[0].env.push({ name: "REDIS_PASSWORD", value_source: { secret_key_ref } });
}
