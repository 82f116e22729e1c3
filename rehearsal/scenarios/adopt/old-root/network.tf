resource "google_compute_network" "vpc" {
  count                   = var.enable_private_ip ? 1 : 0
  name                    = "${var.environment}-vpc"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "subnet" {
  count                    = var.enable_private_ip ? 1 : 0
  name                     = "${var.environment}-subnet"
  network                  = google_compute_network.vpc[0].id
  ip_cidr_range            = "10.0.0.0/24"
  private_ip_google_access = true
}

# Google chooses the addresses.
resource "google_compute_global_address" "private_ip_address" {
  count         = var.enable_private_ip ? 1 : 0
  name          = "${var.environment}-private-ip"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  prefix_length = 16
  network       = google_compute_network.vpc[0].id
}

resource "google_service_networking_connection" "private_vpc_connection" {
  count   = var.enable_private_ip ? 1 : 0
  network = google_compute_network.vpc[0].id
  service = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [
    google_compute_global_address.private_ip_address[0].name,
    google_compute_global_address.cloudsql_range.name,
  ]
}

resource "google_compute_router" "nat_router" {
  name    = "${var.environment}-nat-router"
  network = var.enable_private_ip ? google_compute_network.vpc[0].name : "default"
  region  = var.region
}

resource "google_compute_router_nat" "nat_gateway" {
  name                               = "${var.environment}-nat-gateway"
  router                             = google_compute_router.nat_router.name
  region                             = var.region
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
}
