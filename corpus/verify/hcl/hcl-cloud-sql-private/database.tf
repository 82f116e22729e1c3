resource "google_sql_database_instance" "invoices" {
  name                = "invoices"
  database_version    = "POSTGRES_15"
  region              = local.region
  deletion_protection = false

  settings {
    tier = "db-custom-1-3840"

    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.private.id
    }
  }

  depends_on = [google_service_networking_connection.sql]
}
