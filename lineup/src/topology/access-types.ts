/**
 * What an inventory has of who may run as whom, who may read what, and what names mean. None of it is in a network, and
 * where it is missing the path says so itself: a name that no record has leaves it unknown.
 */
export const ACCESS_TYPES: readonly string[] = [
  "google_service_account",
  "google_secret_manager_secret",
  "google_secret_manager_secret_version",
  "google_secret_manager_secret_iam_member",
  "google_project_iam_member",
  "google_dns_record_set",
  "google_dns_managed_zone",
  "google_dns_policy",
  "google_dns_response_policy",
];
