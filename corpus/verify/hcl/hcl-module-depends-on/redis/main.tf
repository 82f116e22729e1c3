variable "network" {
  type = string
}

resource "google_redis_instance" "this" {
  name               = "tickets"
  region             = "us-west1"
  memory_size_gb     = 1
  authorized_network = var.network
  connect_mode       = "PRIVATE_SERVICE_ACCESS"
}

output "host" {
  value = google_redis_instance.this.host
}
