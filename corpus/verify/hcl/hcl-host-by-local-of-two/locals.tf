locals {
  redis_host = google_redis_instance.jobs.host
}
