resource "google_cloud_run_v2_service" "this" {
  name     = var.name
  location = var.region

  template {
    vpc_access {
      connector = var.connector
      egress    = "PRIVATE_RANGES_ONLY"
    }

    containers {
      image = var.image

      dynamic "env" {
        for_each = var.env_vars
        content {
          name  = env.key
          value = env.value
        }
      }
    }
  }
}

output "url" {
  value = google_cloud_run_v2_service.this.uri
}
