terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

variable "primary" {
  type    = bool
  default = true
}

provider "google" {
  project = "acme-staging"
  region  = "europe-west1"
}

resource "google_compute_network" "vpc" {
  name                    = "acme-vpc"
  auto_create_subnetworks = false
}

resource "google_compute_global_address" "psa" {
  name          = "psa"
  network       = google_compute_network.vpc.id
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = "10.166.0.0"
  prefix_length = 16
}

resource "google_service_networking_connection" "psa" {
  network                 = google_compute_network.vpc.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.psa.name]
}

resource "google_vpc_access_connector" "conn" {
  name          = "orders-conn"
  region        = "europe-west1"
  network       = google_compute_network.vpc.name
  ip_cidr_range = "10.2.0.0/28"
  machine_type  = "e2-micro"
  min_instances = 2
  max_instances = 5
}

resource "google_redis_instance" "cache" {
  name                    = "orders-cache"
  region                  = "europe-west1"
  tier                    = "BASIC"
  memory_size_gb          = 1
  redis_version           = "REDIS_7_2"
  authorized_network      = google_compute_network.vpc.id
  connect_mode            = "PRIVATE_SERVICE_ACCESS"
  transit_encryption_mode = "DISABLED"
  depends_on              = [google_service_networking_connection.psa]
}

resource "google_redis_instance" "us" {
  name                    = "us-cache"
  region                  = "us-east1"
  tier                    = "BASIC"
  memory_size_gb          = 1
  redis_version           = "REDIS_7_2"
  authorized_network      = google_compute_network.vpc.id
  connect_mode            = "PRIVATE_SERVICE_ACCESS"
  transit_encryption_mode = "DISABLED"
  depends_on              = [google_service_networking_connection.psa]
}

resource "google_cloud_run_v2_service" "api" {
  name                = "orders-api"
  location            = "europe-west1"
  deletion_protection = false

  template {
    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"
      env {
        name  = "REDIS_HOST"
        value = var.primary ? google_redis_instance.cache.host : google_redis_instance.us.host
      }
      env {
        name  = "REDIS_PORT"
        value = var.primary ? google_redis_instance.cache.port : google_redis_instance.us.port
      }
    }
    vpc_access {
      connector = google_vpc_access_connector.conn.id
      egress    = "PRIVATE_RANGES_ONLY"
    }
  }
}
