import type { Root } from "../verify/base";
import { add } from "../verify/edit";
import type { RuleCase } from "../verify/rule-case";

export const openToEverybody: RuleCase = {
  failing: (root) => readBy(root, "allUsers"),
  passing: (root) => readBy(root, "group:operators@example.com"),
};

function readBy(root: Root, member: string): void {
  const role = "roles/secretmanager.secretAccessor";
  add(root, "google_secret_manager_secret_iam_member.reader", { secret_id: "redis-auth", role, member });
}
