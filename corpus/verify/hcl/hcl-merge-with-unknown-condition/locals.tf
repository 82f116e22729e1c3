locals {
  redis_env = google_redis_instance.sessions.host != "" ? {
    REDIS_HOST = google_redis_instance.sessions.host
    REDIS_PORT = tostring(google_redis_instance.sessions.port)
  } : {}

  container_env = merge({ LOG_LEVEL = "info" }, local.redis_env)
}
