variable "region" {
  type = string
}

variable "account" {
  type = string
}

variable "secret_ids" {
  type = map(string)
}

resource "google_cloud_run_v2_service" "frontend" {
  name                = "saas-frontend"
  location            = var.region
  deletion_protection = false

  template {
    service_account = var.account

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
