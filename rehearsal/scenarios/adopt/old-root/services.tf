locals {
  redis_url = "redis://${google_redis_instance.redis.host}:${google_redis_instance.redis.port}/0"
  services = {
    netra-backend-staging = {
      port = 8080
      cpu  = "2"
      mem  = "2Gi"
      env = {
        ENVIRONMENT  = var.environment
        REDIS_HOST   = google_redis_instance.redis.host
        REDIS_PORT   = tostring(google_redis_instance.redis.port)
        REDIS_URL    = local.redis_url
        DATABASE_URL = "postgresql://netra@${google_sql_database_instance.db.private_ip_address}:5432/netra"
      }
    }
    netra-auth-service = {
      port = 8080
      cpu  = "1"
      mem  = "1Gi"
      env = {
        ENVIRONMENT = var.environment
        REDIS_HOST  = google_redis_instance.redis.host
        REDIS_PORT  = tostring(google_redis_instance.redis.port)
      }
    }
    netra-frontend-staging = {
      port = 3000
      cpu  = "1"
      mem  = "512Mi"
      env  = { ENVIRONMENT = var.environment }
    }
  }
}

resource "google_cloud_run_v2_service" "services" {
  for_each = local.services
  name     = each.key
  location = var.region

  template {
    vpc_access {
      connector = google_vpc_access_connector.connector.id
      egress    = "PRIVATE_RANGES_ONLY"
    }
    containers {
      image = "us-docker.pkg.dev/cloudrun/container/hello"
      ports {
        container_port = each.value.port
      }
      resources {
        limits = { cpu = each.value.cpu, memory = each.value.mem }
      }
      dynamic "env" {
        for_each = each.value.env
        content {
          name  = env.key
          value = env.value
        }
      }
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "public" {
  for_each = google_cloud_run_v2_service.services
  name     = each.value.name
  location = var.region
  role     = "roles/run.invoker"
  member   = "allUsers"
}
