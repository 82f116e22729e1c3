variable "project_id" {
  type = string
}

variable "network_project" {
  type    = string
  default = null
}

variable "network" {
  description = "Name of the network"
  type        = string
}

variable "instance_id" {
  type = string
}

variable "location" {
  type = string
}

variable "shard_count" {
  type    = number
  default = 1
}

variable "replica_count" {
  type    = number
  default = 0
}

variable "node_type" {
  type    = string
  default = "SHARED_CORE_NANO"
}

variable "engine_version" {
  type    = string
  default = "VALKEY_8_0"
}

variable "service_connection_policies" {
  type = map(object({
    subnet_names = list(string)
    limit        = optional(number)
  }))
  default = {}
}
