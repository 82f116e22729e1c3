resource "google_compute_firewall" "no_redis" {
  name               = "no-redis"
  network            = google_compute_network.vpc.name
  direction          = "EGRESS"
  priority           = 900
  destination_ranges = ["10.166.0.0/16"]
  deny {
    protocol = "tcp"
    ports    = ["6379"]
  }
}
