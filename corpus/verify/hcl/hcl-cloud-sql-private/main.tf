terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0"
    }
  }
}

provider "google" {
  project = local.project_id
  region  = local.region
}

locals {
  project_id = "invoice-app-eu"
  region     = "europe-west6"
}

resource "google_compute_network" "private" {
  name                    = "private-network"
  auto_create_subnetworks = false
}

resource "google_compute_global_address" "sql" {
  name          = "private-ip-address"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = "10.120.0.0"
  prefix_length = 16
  network       = google_compute_network.private.id
}

resource "google_service_networking_connection" "sql" {
  network                 = google_compute_network.private.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.sql.name]
}

resource "google_vpc_access_connector" "run" {
  name          = "run-to-sql"
  region        = local.region
  network       = google_compute_network.private.name
  ip_cidr_range = "10.121.0.0/28"
  min_instances = 2
  max_instances = 3
}
