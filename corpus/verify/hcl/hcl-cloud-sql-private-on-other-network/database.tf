resource "google_sql_database_instance" "invoices" {
  name                = "invoices"
  database_version    = "POSTGRES_15"
  region              = local.region
  deletion_protection = false

  settings {
    tier = "db-custom-1-3840"

    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.other.id
    }
  }

  depends_on = [google_service_networking_connection.other]
}

resource "google_compute_network" "other" {
  name                    = "database-network"
  auto_create_subnetworks = false
}

resource "google_compute_global_address" "other" {
  name          = "database-range"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = "10.130.0.0"
  prefix_length = 16
  network       = google_compute_network.other.id
}

resource "google_service_networking_connection" "other" {
  network                 = google_compute_network.other.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.other.name]
}
