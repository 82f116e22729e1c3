locals {
  common_env = {
    LOG_LEVEL = "info"
    REGION    = var.region
  }

  container_env = merge(local.common_env, {
    REDIS_HOST = google_redis_instance.sessions.host
    REDIS_PORT = tostring(google_redis_instance.sessions.port)
  })
}
