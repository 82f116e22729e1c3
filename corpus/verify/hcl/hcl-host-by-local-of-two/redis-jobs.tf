# The queue lives apart from the shop, on the network of the workers.
resource "google_compute_network" "workers" {
  name                    = "${var.app_name}-workers"
  auto_create_subnetworks = false
}

resource "google_redis_instance" "jobs" {
  name               = "${var.app_name}-jobs"
  tier               = "BASIC"
  memory_size_gb     = 1
  region             = var.region
  authorized_network = google_compute_network.workers.id
  reserved_ip_range  = "10.60.0.0/29"
}
