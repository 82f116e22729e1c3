variable "name" {}
variable "region" {}
variable "network_id" {}

resource "google_redis_instance" "this" {
  name               = "${var.name}-redis"
  region             = var.region
  tier               = "STANDARD_HA"
  memory_size_gb     = 1
  authorized_network = var.network_id
}

output "host" {
  value = google_redis_instance.this.host
}

output "port" {
  value = google_redis_instance.this.port
}
