resource "google_vpc_access_connector" "connector" {
  name          = "${var.environment}-connector"
  region        = var.region
  network       = "staging-vpc"
  ip_cidr_range = "10.2.0.0/28"
  min_instances = 2
  max_instances = 3
  machine_type  = "e2-micro"
  depends_on    = [google_compute_network.vpc]
}

resource "google_compute_firewall" "connector_to_redis" {
  name          = "allow-vpc-connector-to-redis"
  network       = "staging-vpc"
  direction     = "INGRESS"
  source_ranges = ["10.2.0.0/28"]
  allow {
    protocol = "tcp"
    ports    = ["6379"]
  }
  depends_on = [google_compute_network.vpc]
}

resource "google_compute_firewall" "internal" {
  name          = "allow-internal-vpc-communication"
  network       = var.enable_private_ip ? google_compute_network.vpc[0].name : "default"
  source_ranges = ["10.0.0.0/8"]
  allow {
    protocol = "tcp"
  }
  allow {
    protocol = "udp"
  }
  allow {
    protocol = "icmp"
  }
}

resource "google_compute_firewall" "health_checks" {
  name          = "allow-health-checks"
  network       = var.enable_private_ip ? google_compute_network.vpc[0].name : "default"
  source_ranges = ["130.211.0.0/22", "35.191.0.0/16"]
  allow {
    protocol = "tcp"
    ports    = ["80", "443", "8080"]
  }
}

resource "google_compute_firewall" "external_apis" {
  name               = "allow-external-apis"
  network            = var.enable_private_ip ? google_compute_network.vpc[0].name : "default"
  direction          = "EGRESS"
  destination_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}
