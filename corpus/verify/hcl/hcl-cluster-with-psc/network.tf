resource "google_compute_network" "game" {
  name                    = "game"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "run" {
  name          = "game-run"
  network       = google_compute_network.game.id
  ip_cidr_range = "10.10.0.0/24"
}

resource "google_compute_subnetwork" "psc" {
  name          = "game-psc"
  network       = google_compute_network.game.id
  ip_cidr_range = "10.10.8.0/29"
}

resource "google_network_connectivity_service_connection_policy" "redis" {
  name          = "game-redis"
  location      = "us-central1"
  service_class = "gcp-memorystore-redis"
  network       = google_compute_network.game.id

  psc_config {
    subnetworks = [google_compute_subnetwork.psc.id]
  }
}
