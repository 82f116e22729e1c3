# The discovery endpoint is open; the nodes that it names are not.
resource "google_compute_firewall" "redis_out" {
  name               = "run-to-redis"
  network            = google_compute_network.game.name
  direction          = "EGRESS"
  priority           = 1000
  destination_ranges = [google_compute_subnetwork.psc.ip_cidr_range]

  allow {
    protocol = "tcp"
    ports    = ["6379"]
  }
}

resource "google_compute_firewall" "nothing_else" {
  name               = "nothing-else-out"
  network            = google_compute_network.game.name
  direction          = "EGRESS"
  priority           = 65000
  destination_ranges = ["10.0.0.0/8"]

  deny {
    protocol = "all"
  }
}
