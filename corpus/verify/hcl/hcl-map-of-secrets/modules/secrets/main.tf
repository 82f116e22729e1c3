variable "values" {
  type = map(string)
}

variable "readers" {
  type = list(string)
}

resource "google_secret_manager_secret" "this" {
  for_each  = var.values
  secret_id = replace(each.key, "_", "-")

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_version" "this" {
  for_each    = var.values
  secret      = google_secret_manager_secret.this[each.key].id
  secret_data = each.value
}

resource "google_secret_manager_secret_iam_binding" "readers" {
  for_each  = var.values
  secret_id = google_secret_manager_secret.this[each.key].id
  role      = "roles/secretmanager.secretAccessor"
  members   = [for email in var.readers : "serviceAccount:${email}"]

  depends_on = [google_secret_manager_secret_version.this]
}

output "secret_ids" {
  value = { for key, secret in google_secret_manager_secret.this : key => secret.id }
}
