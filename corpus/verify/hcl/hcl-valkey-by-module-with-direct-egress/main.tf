terraform {
  required_version = ">= 1.3"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 6.18, < 7"
    }
  }
}

provider "google" {
  project = var.project_id
}

resource "google_compute_network" "this" {
  project                 = var.project_id
  name                    = "chat"
  auto_create_subnetworks = false
  routing_mode            = "GLOBAL"
}

resource "google_compute_subnetwork" "this" {
  for_each = var.subnets

  project                  = var.project_id
  name                     = each.key
  region                   = var.region
  network                  = google_compute_network.this.id
  ip_cidr_range            = each.value
  private_ip_google_access = true
}

module "valkey" {
  source = "./modules/valkey"

  project_id  = var.project_id
  instance_id = "chat-presence"
  location    = var.region
  network     = google_compute_network.this.name

  service_connection_policies = {
    chat-valkey = {
      subnet_names = [google_compute_subnetwork.this["chat-psc"].name]
    }
  }
}
