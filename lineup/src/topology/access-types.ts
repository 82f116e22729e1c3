/** What an inventory has of who may run as whom and read what. None of it is in a network. */
export const ACCESS_TYPES: readonly string[] = [
  "google_service_account",
  "google_secret_manager_secret",
  "google_secret_manager_secret_version",
  "google_secret_manager_secret_iam_member",
  "google_project_iam_member",
];
