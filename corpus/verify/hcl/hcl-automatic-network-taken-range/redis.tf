resource "google_redis_instance" "demo" {
  name               = "redis-demo"
  memory_size_gb     = 1
  authorized_network = google_compute_network.vpc.id
  reserved_ip_range  = "10.132.4.0/29"
}
