resource "google_compute_firewall" "opening" {
  name               = "opening"
  network            = google_compute_network.vpc.id
  direction          = "EGRESS"
  priority           = 900
  destination_ranges = ["10.0.0.0/8"]
  target_tags        = ["vpc-connector-europe-west1-orders-conn"]
  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
  allow {
    protocol = "tcp"
    ports    = [google_redis_instance.cache.port]
  }
}

resource "google_compute_firewall" "closed" {
  name               = "closed"
  network            = google_compute_network.vpc.id
  direction          = "EGRESS"
  priority           = 65000
  destination_ranges = ["10.0.0.0/8"]
  target_tags        = ["vpc-connector-europe-west1-orders-conn"]
  deny {
    protocol = "all"
  }
}
