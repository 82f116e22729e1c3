resource "google_compute_network" "data" {
  name                    = "notes-data"
  auto_create_subnetworks = false
}

resource "google_redis_instance" "notes" {
  name               = "notes-cache"
  region             = "us-east1"
  memory_size_gb     = 1
  authorized_network = google_compute_network.data.id
}
