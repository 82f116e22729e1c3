resource "google_cloud_run_v2_service" "chat" {
  project             = var.project_id
  name                = "chat"
  location            = var.region
  deletion_protection = false

  template {
    max_instance_request_concurrency = 200

    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"

      env {
        name  = "REDIS_HOST"
        value = module.valkey.discovery_address
      }
      env {
        name  = "REDIS_PORT"
        value = "6379"
      }
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"

      network_interfaces {
        network    = google_compute_network.this.name
        subnetwork = google_compute_subnetwork.this["chat-run"].name
        tags       = ["chat"]
      }
    }
  }
}
