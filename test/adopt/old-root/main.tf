# The manner of the original: a conditional network, hard-coded names, one module, what people added since.
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

provider "google" {
  alias   = "shared"
  project = "netra-staging"
  region  = "us-central1"
}

variable "enable_private_ip" {
  default = true
}

resource "google_compute_network" "vpc" {
  count                   = var.enable_private_ip ? 1 : 0
  name                    = "staging-vpc"
  auto_create_subnetworks = false
}

module "network" {
  source  = "./network"
  count   = 1
  network = google_compute_network.vpc[0].id
}

resource "google_compute_firewall" "rules" {
  for_each           = { "redis" = "6379", "postgres" = "5432", "old \"ssh\"" = "22" }
  name               = "allow-${each.value}"
  network            = google_compute_network.vpc[0].id
  direction          = "EGRESS"
  destination_ranges = ["10.0.0.0/8"]
  allow {
    protocol = "tcp"
    ports    = [each.value]
  }
}

resource "google_redis_instance" "cache" {
  provider           = google.shared
  name               = "staging-redis-7f3a"
  tier               = "BASIC"
  memory_size_gb     = 1
  region             = "us-central1"
  authorized_network = google_compute_network.vpc[0].id
  auth_enabled       = true
}

resource "google_redis_instance" "sessions" {
  name               = "sessions"
  tier               = "BASIC"
  memory_size_gb     = 1
  region             = "us-central1"
  authorized_network = google_compute_network.vpc[0].id
}

resource "google_vpc_access_connector" "connector" {
  name          = "staging-connector"
  region        = "us-central1"
  ip_cidr_range = "10.2.0.0/28"
  network       = google_compute_network.vpc[0].name
  min_instances = 2
  max_instances = 10
}

resource "google_service_account" "backend" {
  account_id = "backend"
}

resource "google_project_iam_binding" "viewers" {
  project = "netra-staging"
  role    = "roles/viewer"
  members = ["serviceAccount:${google_service_account.backend.email}", "user:somebody@example.com"]
}

resource "google_secret_manager_secret" "password" {
  secret_id = "redis-password"
  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "password" {
  secret      = google_secret_manager_secret.password.id
  secret_data = google_redis_instance.cache.auth_string
}

resource "google_secret_manager_secret_iam_member" "backend" {
  secret_id = google_secret_manager_secret.password.id
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:${google_service_account.backend.email}"
}

resource "google_cloud_run_service" "backend" {
  name     = "netra-backend-staging"
  location = "us-central1"
  template {
    metadata {
      annotations = {
        "run.googleapis.com/vpc-access-connector" = google_vpc_access_connector.connector.id
        "run.googleapis.com/vpc-access-egress"    = "private-ranges-only"
      }
    }
    spec {
      service_account_name = google_service_account.backend.email
      containers {
        image = "us-docker.pkg.dev/cloudrun/container/hello"
        env {
          name  = "REDIS_HOST"
          value = google_redis_instance.cache.host
        }
      }
    }
  }
}

resource "terraform_data" "release" {
  input = "2025-09-01"
}
