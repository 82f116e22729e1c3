/** A small root of HCL whose service reaches its Redis, with one mistake written into it. */
export function infra([right, wrong]: readonly [string, string] = ["", ""]): string {
  const text = `variable "region" {
  type = string
}

resource "google_compute_network" "vpc" {
  name                    = "acme-vpc"
  auto_create_subnetworks = false
}

resource "google_vpc_access_connector" "conn" {
  name          = "orders-conn"
  region        = var.region
  network       = google_compute_network.vpc.name
  ip_cidr_range = "10.2.0.0/28"
}

resource "google_redis_instance" "cache" {
  name               = "orders-cache"
  region             = var.region
  memory_size_gb     = 1
  authorized_network = google_compute_network.vpc.id
}

resource "google_cloud_run_v2_service" "api" {
  name     = "orders-api"
  location = var.region
  template {
    containers {
      image = "hello"
      env {
        name  = "REDIS_HOST"
        value = google_redis_instance.cache.host
      }
    }
    vpc_access {
      connector = google_vpc_access_connector.conn.id
      egress    = "PRIVATE_RANGES_ONLY"
    }
  }
}
`;
  if (!text.includes(right)) throw new Error(`the root does not hold ${JSON.stringify(right)}`);
  return text.replace(right, () => wrong);
}
