resource "google_cloud_run_v2_service" "invoices" {
  name     = "invoices"
  location = local.region

  template {
    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"

      env {
        name  = "DB_HOST"
        value = google_sql_database_instance.invoices.private_ip_address
      }
      env {
        name  = "DB_PORT"
        value = "5432"
      }
    }
  }
}
