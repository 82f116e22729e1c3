resource "google_redis_instance" "notes" {
  name               = "notes-cache"
  region             = "us-east1"
  memory_size_gb     = 1
  authorized_network = google_compute_network.notes.id
}
