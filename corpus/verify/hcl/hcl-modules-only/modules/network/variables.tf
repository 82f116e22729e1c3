variable "name" {
  type = string
}

variable "region" {
  type = string
}

variable "connector_cidr" {
  type    = string
  default = "10.64.0.0/28"
}
