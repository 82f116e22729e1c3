resource "google_compute_firewall" "out" {
  name               = "no-postgres"
  network            = google_compute_network.private.name
  direction          = "EGRESS"
  target_tags        = ["vpc-connector"]
  destination_ranges = ["10.120.0.0/16"]

  deny {
    protocol = "tcp"
    ports    = ["5432"]
  }
}
