terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.0"
    }
  }
}

provider "google" {
  project = local.project
  region  = local.region
}

locals {
  project = "geo-lookup-live"
  region  = "europe-west2"
  name    = "geo"
}
