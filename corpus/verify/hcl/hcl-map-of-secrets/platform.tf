resource "google_service_account" "app" {
  account_id = "saas-app"
}

resource "google_compute_network" "app" {
  name = "saas"

  auto_create_subnetworks = false
}

resource "google_vpc_access_connector" "app" {
  name          = "saas-connector"
  region        = var.region
  network       = google_compute_network.app.self_link
  ip_cidr_range = "10.100.0.0/28"
  min_instances = 2
  max_instances = 3
}

resource "google_redis_instance" "cache" {
  name               = "saas-cache"
  region             = var.region
  tier               = "BASIC"
  memory_size_gb     = 1
  authorized_network = google_compute_network.app.self_link
}
