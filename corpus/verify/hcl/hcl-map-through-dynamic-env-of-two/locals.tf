locals {
  container_env = {
    LOG_LEVEL  = "info"
    REDIS_HOST = google_redis_instance.jobs.host
    REDIS_PORT = google_redis_instance.jobs.port
  }
}
