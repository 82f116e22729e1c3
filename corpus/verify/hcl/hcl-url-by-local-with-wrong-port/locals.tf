locals {
  redis_url = "redis://${google_redis_instance.sessions.host}:6380/1"
}
