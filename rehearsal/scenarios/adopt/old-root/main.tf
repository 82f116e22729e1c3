# The folder that made staging in those days. Which network it is stands in three places, and one of them is right.
terraform {
  required_providers {
    google = {
      source  = "google"
      version = "6.50.0"
    }
  }
  backend "gcs" {
    bucket = "netra-old-terraform-state"
    prefix = "staging"
  }
}

variable "project_id" {
  default = "netra-staging"
}

variable "region" {
  default = "us-central1"
}

variable "environment" {
  default = "staging"
}

variable "enable_private_ip" {
  default = true
}

provider "google" {
  project = var.project_id
  region  = var.region
}
