resource "google_compute_firewall" "connectors_out" {
  name               = "no-connector-to-cache"
  network            = google_compute_network.notes.name
  direction          = "EGRESS"
  target_tags        = ["vpc-connector-us-east1-notes-to-vpc"]
  destination_ranges = ["0.0.0.0/0"]

  deny {
    protocol = "all"
  }
}
