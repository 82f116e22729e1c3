resource "google_compute_network" "main" {
  name                    = "${var.app_name}-net"
  auto_create_subnetworks = false
}

resource "google_vpc_access_connector" "serverless" {
  name          = "${var.app_name}-vpc-cx"
  region        = var.region
  network       = google_compute_network.main.name
  ip_cidr_range = "10.8.0.0/28"
  min_instances = 2
  max_instances = 3
}
