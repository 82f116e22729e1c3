terraform {
  required_providers {
    google = {
      source = "hashicorp/google"
    }
  }
}

provider "google" {
  project = "notes-course-2024"
  region  = "us-east1"
}

resource "google_compute_network" "notes" {
  name                    = "notes"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "connector" {
  name          = "notes-connector"
  region        = "us-east1"
  ip_cidr_range = "10.30.0.0/28"
  network       = google_compute_network.notes.id
}

resource "google_vpc_access_connector" "notes" {
  name          = "notes-to-vpc"
  region        = "us-east1"
  machine_type  = "e2-micro"
  min_instances = 2
  max_instances = 4

  subnet {
    name = google_compute_subnetwork.connector.name
  }
}
