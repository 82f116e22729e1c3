variable "name" {
  type = string
}

variable "region" {
  type = string
}

variable "image" {
  type = string
}

variable "connector" {
  description = "Connector to the VPC; none where the service needs nothing in it"
  type        = string
  default     = null
}

variable "env_vars" {
  type    = map(string)
  default = {}
}
