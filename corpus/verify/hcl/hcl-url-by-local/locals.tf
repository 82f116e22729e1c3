locals {
  redis_url = format("redis://%s:%d/1", google_redis_instance.sessions.host, google_redis_instance.sessions.port)
}
