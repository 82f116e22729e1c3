module "network" {
  source = "./modules/network"

  name   = local.name
  region = local.region
}

module "cache" {
  source = "./modules/cache"

  name       = local.name
  region     = local.region
  network_id = module.network.id
}

module "api" {
  source = "./modules/api"

  name         = local.name
  region       = local.region
  connector_id = module.network.connector_id
  redis = {
    host = module.cache.host
    port = module.cache.port
  }
}
