variable "project" {
  type    = string
  default = "saas-starter-prod"
}

variable "region" {
  type    = string
  default = "europe-west3"
}

variable "nextauth_secret" {
  type      = string
  sensitive = true
  default   = "changed-in-ci"
}
