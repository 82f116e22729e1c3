resource "google_compute_subnetwork" "machines" {
  name          = "${var.app_name}-machines"
  region        = var.region
  network       = google_compute_network.main.id
  ip_cidr_range = "10.20.0.0/24"
}

# A Redis of our own on a machine, until everything has moved to Memorystore.
resource "google_compute_address" "old_redis" {
  name         = "${var.app_name}-old-redis"
  region       = var.region
  subnetwork   = google_compute_subnetwork.machines.id
  address_type = "INTERNAL"
}
