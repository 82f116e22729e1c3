resource "google_cloud_run_service" "notes" {
  name     = "notes-api"
  location = "us-east1"

  template {
    metadata {
      annotations = {
        "autoscaling.knative.dev/minScale" = "1"
        "autoscaling.knative.dev/maxScale" = "5"
      }
    }

    spec {
      containers {
        image = "us-docker.pkg.dev/cloudrun/container/hello"

        env {
          name  = "REDISHOST"
          value = google_redis_instance.notes.host
        }
        env {
          name  = "REDISPORT"
          value = google_redis_instance.notes.port
        }
      }
    }
  }

  traffic {
    percent         = 100
    latest_revision = true
  }
}
