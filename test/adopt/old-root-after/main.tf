# What stays in the old root: what nobody takes over, with what it read written out.
terraform {
  required_providers {
    google = {
      source  = "google"
      version = "6.50.0"
    }
  }
}

provider "google" {
  project = "netra-staging"
  region  = "us-central1"
}

# What is forgotten is read once more, by the provider that made it.
provider "google" {
  alias   = "shared"
  project = "netra-staging"
  region  = "us-central1"
}

resource "google_compute_firewall" "rules_old_ssh" {
  name               = "allow-22"
  network            = "projects/netra-staging/global/networks/staging-vpc"
  direction          = "EGRESS"
  destination_ranges = ["10.0.0.0/8"]
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

resource "google_redis_instance" "sessions" {
  name               = "sessions"
  tier               = "BASIC"
  memory_size_gb     = 1
  region             = "us-central1"
  authorized_network = "projects/netra-staging/global/networks/staging-vpc"
}

resource "terraform_data" "release" {
  input = "2025-09-01"
}
