import { API } from "../verify/base";
import { at, env } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const secretInEnv: RuleCase = {
  failing: (root) => env(root, "DB_PASSWORD", "hunter2-hunter2"),
  passing: (root) => {
    const secret_key_ref = { secret: "db-password", version: "latest" };
    at(root, API).template.containers[0].env.push({ name: "DB_PASSWORD", value_source: { secret_key_ref } });
  },
};
