resource "google_redis_instance" "sessions" {
  name               = "${var.app_name}-sessions"
  tier               = "BASIC"
  memory_size_gb     = 1
  region             = var.region
  authorized_network = google_compute_network.main.id
  redis_version      = "REDIS_7_0"
  display_name       = "Sessions of the shop"
}
