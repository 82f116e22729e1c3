import { own } from "./blocks";

/** Of these the provider deletes nothing where their deletion policy is ABANDON: only Terraform forgets them. */
const MAY_BE_ABANDONED = new Set(["google_service_networking_connection", "google_secret_manager_secret_version"]);

interface Removed {
  type: string;
  change: { actions: readonly string[]; before?: unknown };
}

export function isAbandoned({ type, change: { actions, before } }: Removed): boolean {
  const isDeleted = actions.length === 1 && actions[0] === "delete";
  return isDeleted && MAY_BE_ABANDONED.has(type) && own(before, "deletion_policy") === "ABANDON";
}
