module "network" {
  source = "./modules/network"

  name   = local.name
  region = local.region
}

module "data_network" {
  source = "./modules/network"

  name           = "${local.name}-data"
  region         = local.region
  connector_cidr = "10.64.1.0/28"
}

module "cache" {
  source = "./modules/cache"

  name       = local.name
  region     = local.region
  network_id = module.data_network.id
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
