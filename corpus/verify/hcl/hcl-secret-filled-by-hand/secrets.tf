# Its value is added by hand: gcloud secrets versions add redis-url --data-file=-
resource "google_secret_manager_secret" "redis_url" {
  secret_id = "redis-url"

  replication {
    auto {}
  }
}

resource "google_service_account" "web" {
  account_id   = "${var.app_name}-web"
  display_name = "Runs the shop"
}

resource "google_secret_manager_secret_iam_member" "web_reads_redis_url" {
  secret_id = google_secret_manager_secret.redis_url.id
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:${google_service_account.web.email}"
}
