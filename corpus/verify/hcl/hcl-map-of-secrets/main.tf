terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.40"
    }
  }
}

provider "google" {
  project = var.project
  region  = var.region
}

module "secrets" {
  source = "./modules/secrets"

  values = {
    redis_url       = "redis://${google_redis_instance.cache.host}:${google_redis_instance.cache.port}"
    nextauth_secret = var.nextauth_secret
  }
  readers = [google_service_account.app.email]
}

module "frontend" {
  source = "./modules/frontend"

  region     = var.region
  account    = google_service_account.app.email
  secret_ids = module.secrets.secret_ids
}

module "worker" {
  source = "./modules/worker"

  region     = var.region
  account    = google_service_account.app.email
  connector  = google_vpc_access_connector.app.id
  secret_ids = module.secrets.secret_ids
}
