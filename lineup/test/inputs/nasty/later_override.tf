output "for" { value = "overridden" }
