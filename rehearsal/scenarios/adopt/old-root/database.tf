resource "google_compute_global_address" "cloudsql_range" {
  name          = "cloudsql-range"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = "10.200.0.0"
  prefix_length = 16
  network       = google_compute_network.vpc[0].id
}

resource "google_sql_database_instance" "db" {
  name             = "staging-db"
  region           = var.region
  database_version = "POSTGRES_15"
  settings {
    tier = "db-f1-micro"
    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.vpc[0].id
    }
  }
  depends_on = [google_service_networking_connection.private_vpc_connection]
}
