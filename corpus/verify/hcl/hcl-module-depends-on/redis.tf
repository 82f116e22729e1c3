module "redis" {
  source  = "./redis"
  network = google_compute_network.vpc.id

  depends_on = [module.private_services]
}
