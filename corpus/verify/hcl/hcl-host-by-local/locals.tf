locals {
  redis_host = google_redis_instance.sessions.host
}
