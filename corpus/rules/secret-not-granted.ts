import { API, type Root, ref } from "../verify/base";
import { add, at } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const secretNotGranted: RuleCase = {
  failing: given,
  passing: (root) => {
    given(root);
    add(root, "google_secret_manager_secret_iam_member.key", {
      secret_id: ref("google_secret_manager_secret.key.secret_id"),
      role: "roles/secretmanager.secretAccessor",
      member: ref("google_service_account.api.member"),
    });
  },
};

function given(root: Root): void {
  add(root, "google_service_account.api", { account_id: "orders-api" });
  add(root, "google_secret_manager_secret.key", { secret_id: "key", replication: { auto: {} } });
  const { template } = at(root, API);
  template.service_account = ref("google_service_account.api.email");
  const secret_key_ref = { secret: ref("google_secret_manager_secret.key.secret_id"), version: "latest" };
  template.containers[0].env.push({ name: "KEY", value_source: { secret_key_ref } });
}
