resource "google_cloud_run_v2_service" "scores" {
  name     = "scores"
  location = "us-central1"

  template {
    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"

      env {
        name  = "REDIS_ENDPOINT"
        value = "${google_redis_cluster.scores.discovery_endpoints[0].address}:${google_redis_cluster.scores.discovery_endpoints[0].port}"
      }
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"

      network_interfaces {
        network    = google_compute_network.game.id
        subnetwork = google_compute_subnetwork.run.id
      }
    }
  }
}
