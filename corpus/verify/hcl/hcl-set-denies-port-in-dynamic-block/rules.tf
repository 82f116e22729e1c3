resource "google_compute_firewall" "lockdown" {
  name               = "lockdown"
  network            = google_compute_network.vpc.id
  direction          = "EGRESS"
  priority           = 900
  destination_ranges = ["10.0.0.0/8"]
  target_tags        = ["vpc-connector-europe-west1-orders-conn"]
  deny {
    protocol = "tcp"
    ports    = ["9999"]
  }
  dynamic "deny" {
    for_each = [google_redis_instance.cache.port]
    content {
      protocol = "tcp"
      ports    = [deny.value]
    }
  }
}
