locals {
  redis_host = google_compute_address.old_redis.address
}
