resource "google_redis_instance" "redis" {
  name               = "${var.environment}-redis"
  region             = var.region
  tier               = "BASIC"
  memory_size_gb     = 1
  redis_version      = "REDIS_7_0"
  authorized_network = var.enable_private_ip ? google_compute_network.vpc[0].id : "default"
  connect_mode       = "PRIVATE_SERVICE_ACCESS"
  depends_on         = [google_service_networking_connection.private_vpc_connection]
}
