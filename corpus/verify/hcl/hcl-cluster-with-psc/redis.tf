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
    network = google_compute_network.game.id
  }

  depends_on = [google_network_connectivity_service_connection_policy.redis]
}
