variable "region" {
  type = string
}

variable "account" {
  type = string
}

variable "connector" {
  type = string
}

variable "secret_ids" {
  type = map(string)
}

resource "google_cloud_run_v2_service" "worker" {
  name                = "saas-worker"
  location            = var.region
  deletion_protection = false

  template {
    service_account = var.account

    vpc_access {
      connector = var.connector
      egress    = "PRIVATE_RANGES_ONLY"
    }

    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"

      env {
        name = "REDIS_URL"

        value_source {
          secret_key_ref {
            secret  = var.secret_ids["redis_url"]
            version = "latest"
          }
        }
      }
    }
  }
}
