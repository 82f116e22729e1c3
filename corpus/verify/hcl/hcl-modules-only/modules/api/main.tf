variable "name" {
  type = string
}

variable "region" {
  type = string
}

variable "connector_id" {
  type = string
}

variable "redis" {
  type = object({
    host = string
    port = number
  })
}

resource "google_cloud_run_v2_service" "this" {
  name     = "${var.name}-api"
  location = var.region

  template {
    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"

      env {
        name  = "REDIS_ADDR"
        value = "${var.redis.host}:${var.redis.port}"
      }
    }

    vpc_access {
      connector = var.connector_id
    }
  }
}
