module "redis" {
  source  = "./redis"
  network = google_compute_network.vpc.id
}
