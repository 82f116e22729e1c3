terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 4.0"
    }
  }
}

provider "google" {
  project = "my-first-project-371520"
  region  = "europe-west1"
}

resource "google_compute_network" "vpc" {
  name = "redis-demo"
}

resource "google_vpc_access_connector" "demo" {
  name          = "redis-demo"
  ip_cidr_range = "10.8.0.0/28"
  network       = google_compute_network.vpc.name
  min_instances = 2
  max_instances = 3
}

resource "google_cloud_run_v2_service" "demo" {
  name     = "redis-demo"
  location = "europe-west1"

  template {
    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"
      env {
        name  = "REDIS_HOST"
        value = google_redis_instance.demo.host
      }
    }
    vpc_access {
      connector = google_vpc_access_connector.demo.id
      egress    = "ALL_TRAFFIC"
    }
  }
}
