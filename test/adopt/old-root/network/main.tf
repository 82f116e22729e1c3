variable "network" {}

resource "google_compute_subnetwork" "subnet" {
  name          = "staging-subnet"
  region        = "us-central1"
  network       = var.network
  ip_cidr_range = "10.0.0.0/24"
}

resource "google_compute_global_address" "range" {
  name          = "staging-private-ip"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = "10.166.0.0"
  prefix_length = 16
  network       = var.network
}

resource "google_service_networking_connection" "services" {
  network                 = var.network
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.range.name]
}

resource "google_compute_router" "router" {
  name    = "staging-nat-router"
  region  = "us-central1"
  network = var.network
}

resource "google_compute_router_nat" "nat" {
  name                               = "staging-nat-gateway"
  router                             = google_compute_router.router.name
  region                             = "us-central1"
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
}
