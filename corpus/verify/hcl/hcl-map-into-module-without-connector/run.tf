module "web" {
  source = "./service"

  name   = "${var.app_name}-web"
  region = var.region
  image  = var.image

  env_vars = {
    NODE_ENV   = "production"
    REDIS_HOST = google_redis_instance.sessions.host
    REDIS_PORT = google_redis_instance.sessions.port
  }
}
