resource "google_compute_firewall" "no_redis" {
  name               = "${var.app_name}-no-redis"
  network            = google_compute_network.main.id
  direction          = "EGRESS"
  priority           = 900
  destination_ranges = ["0.0.0.0/0"]

  deny {
    protocol = "tcp"
    ports    = ["6379"]
  }
}
