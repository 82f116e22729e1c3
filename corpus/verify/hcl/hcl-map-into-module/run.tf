module "web" {
  source = "./service"

  name      = "${var.app_name}-web"
  region    = var.region
  image     = var.image
  connector = google_vpc_access_connector.serverless.id

  env_vars = {
    NODE_ENV   = "production"
    REDIS_HOST = google_redis_instance.sessions.host
    REDIS_PORT = google_redis_instance.sessions.port
  }
}
