terraform {
  required_providers {
    google = {
      source = "hashicorp/google"
    }
  }
}

provider "google" {
  project = "tickets-stage"
}

resource "google_compute_network" "vpc" {
  name                    = "tickets"
  auto_create_subnetworks = false
}

module "private_services" {
  source  = "./private-services"
  network = google_compute_network.vpc.id
}

resource "google_vpc_access_connector" "tickets" {
  name          = "tickets"
  region        = "us-west1"
  network       = google_compute_network.vpc.name
  ip_cidr_range = "10.9.0.0/28"
  min_instances = 2
  max_instances = 3
}

resource "google_cloud_run_v2_service" "tickets" {
  name     = "tickets"
  location = "us-west1"

  template {
    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"

      env {
        name  = "REDIS_HOST"
        value = module.redis.host
      }
    }

    vpc_access {
      connector = google_vpc_access_connector.tickets.id
      egress    = "PRIVATE_RANGES_ONLY"
    }
  }
}
