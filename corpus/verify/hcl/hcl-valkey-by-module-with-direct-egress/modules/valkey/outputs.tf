output "id" {
  value = google_memorystore_instance.valkey.id
}

output "discovery_address" {
  description = "Address that clients connect to"
  value       = google_memorystore_instance.valkey.endpoints[0].connections[0].psc_auto_connection[0].ip_address
}
