variable "tf" { type = any }
variable "counted" {}
variable "text" {}
output "values" { value = [var.tf, var.counted, var.text] }
