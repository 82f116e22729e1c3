resource "google_compute_firewall" "lockdown" {
  for_each           = { metrics = "9999", redis = google_redis_instance.cache.port }
  name               = "lockdown-${each.key}"
  network            = google_compute_network.vpc.id
  direction          = "EGRESS"
  priority           = 900
  destination_ranges = ["10.0.0.0/8"]
  target_tags        = ["vpc-connector-europe-west1-orders-conn"]

  deny {
    protocol = "tcp"
    ports    = [each.value]
  }
}
