variable "given" {
  type = map(string)
}
output "out" { value = "m:${var.given.a}" }
