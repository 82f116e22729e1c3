variable "network" {
  type = string
}

resource "google_compute_global_address" "range" {
  name          = "google-managed-services"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = "10.77.0.0"
  prefix_length = 20
  network       = var.network
}

resource "google_service_networking_connection" "peering" {
  network                 = var.network
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.range.name]
}
