resource "google_redis_cluster" "scores" {
  name                        = "scores"
  region                      = "us-central1"
  shard_count                 = 3
  replica_count               = 1
  node_type                   = "REDIS_STANDARD_SMALL"
  transit_encryption_mode     = "TRANSIT_ENCRYPTION_MODE_DISABLED"
  authorization_mode          = "AUTH_MODE_DISABLED"
  deletion_protection_enabled = false

  psc_configs {
    network = google_compute_network.data.id
  }

  depends_on = [google_network_connectivity_service_connection_policy.data]
}

resource "google_compute_network" "data" {
  name                    = "game-data"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "data" {
  name          = "game-data-psc"
  network       = google_compute_network.data.id
  ip_cidr_range = "10.11.8.0/29"
}

resource "google_network_connectivity_service_connection_policy" "data" {
  name          = "game-data-redis"
  location      = "us-central1"
  service_class = "gcp-memorystore-redis"
  network       = google_compute_network.data.id

  psc_config {
    subnetworks = [google_compute_subnetwork.data.id]
  }
}
