terraform {
  required_providers {
    google = {
      source = "hashicorp/google"
    }
  }
}

variable "network" {
  type = string
}

resource "google_vpc_access_connector" "conn" {
  name          = "orders-conn"
  region        = "europe-west1"
  network       = var.network
  ip_cidr_range = "10.2.0.0/28"
  machine_type  = "e2-micro"
  min_instances = 2
  max_instances = 5
}

output "connector" {
  value = google_vpc_access_connector.conn.id
}

output "network" {
  value = var.network
}
