resource "google_memorystore_instance" "valkey" {
  project     = var.project_id
  location    = var.location
  instance_id = var.instance_id

  shard_count             = var.shard_count
  replica_count           = var.replica_count
  node_type               = var.node_type
  engine_version          = var.engine_version
  mode                    = "CLUSTER_DISABLED"
  transit_encryption_mode = "TRANSIT_ENCRYPTION_DISABLED"
  authorization_mode      = "AUTH_DISABLED"

  deletion_protection_enabled = false

  desired_psc_auto_connections {
    network    = "projects/${local.network_project}/global/networks/${var.network}"
    project_id = local.network_project
  }

  depends_on = [google_network_connectivity_service_connection_policy.this]
}

resource "google_network_connectivity_service_connection_policy" "this" {
  for_each = var.service_connection_policies

  project       = local.network_project
  name          = each.key
  location      = var.location
  service_class = "gcp-memorystore"
  network       = "projects/${local.network_project}/global/networks/${var.network}"

  psc_config {
    subnetworks = [
      for name in each.value.subnet_names :
      "projects/${local.network_project}/regions/${var.location}/subnetworks/${name}"
    ]
    limit = lookup(each.value, "limit", null)
  }
}

locals {
  network_project = coalesce(var.network_project, var.project_id)
}
