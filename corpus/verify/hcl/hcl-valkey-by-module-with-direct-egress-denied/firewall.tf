resource "google_compute_firewall" "chat_out" {
  project            = var.project_id
  name               = "chat-not-to-psc"
  network            = google_compute_network.this.name
  direction          = "EGRESS"
  priority           = 500
  target_tags        = ["chat"]
  destination_ranges = [google_compute_subnetwork.this["chat-psc"].ip_cidr_range]

  deny {
    protocol = "tcp"
  }
}
