variable "n" { default = 7 }
variable "k" { default = "key" }
variable "yes" { default = true }
variable "escaped" { default = "a $${y} %%{z} \"q\" \\ \n \u00e9" }
variable "joined" { default = "a${"b"}c" }
variable "sum" { default = 1 + 2 }
variable "nested" {
  type    = object({ a = string, b = optional(number, 3) /* c */ })
  default = { a = "x" } // comment
}
variable "typed" {
  type = object({
    # a comment with a "quote
    a = string
    b = list(string)
  })
  default = { a = 1, b = ["2"] }
}
output "variables" { value = [var.escaped, var.joined, var.sum, var.nested, var.typed] }
output "heredoc" {
  value = <<EOT
  a ${var.n}
	"quoted" \n $${lit} %%{ if }
EOT
}
output "flush" {
  value = <<-EOT
    a
      b ${var.n}

    c
  EOT
}
output "directive" {
  value = <<-EOT
    %{ if var.yes ~}
    yes
    %{ else ~}
    no
    %{ endif ~}
    %{ for i, v in ["x", "y"] ~}
    ${i}=${v}
    %{ endfor ~}
  EOT
}
output "inline" { value = "a%{if var.yes}b%{else}c%{endif}%{for v in [1, 2]}<${v}>%{endfor}" }
output "dollar" { value = ["$", "$$", "%", "100%", "$${x}", "a$b", "%%", "$5"] }
output "triple" { value = "$$${var.n}" }
output "code" { value = "a\u0024${var.n}" }
output "trick" { value = "${"$"}{var.n}" }
output "percent" { value = "w: ${var.yes ? "100%" : "50%"}" }
output "strip" { value = "cost $ ${~ var.n ~} x" }
output "wrapped" { value = ["${"x"}", "${1}", "${[1]}", "${"a${"b"}"}"] }
output "quotes" { value = "a${var.yes ? "q\"${var.k}" : "z"}b" }
output "numbers" { value = [007, 1e3, -5, 0.5, 1.50, -0.25, null, true, !true] }
output "numberText" { value = "${1e3} ${1.50} ${-2}" }
output "keys" { value = { a = 1, "b" = 2, (var.k) = 3, "c${var.n}" = 4, 5 = 5, true = 6, null = 7, "d e" = { x = { y = null } } } }
output "repeated" { value = { (var.k) = 1, "key" = 2 } }
output "object" {
  value = {
    a = 1 # one
    b : 2, // two
    /* three */ c = [
      1,
      2, # two
    ]
  }
}
output "comments" { value = max(1, /* 5, */ 2, # 9
  3) }
output "for" { value = [for k, v in { a = 1, b = 2 } : "${k}-${v}" if v > 1] }
output "forObject" { value = { for s in ["a", "b"] : s => upper(s) } }
output "group" { value = { for s in ["a", "b", "aa"] : substr(s, 0, 1) => s... } }
output "conditional" { value = var.n == 7 ? { a = 1 } : { a = 2 } }
output "parentheses" { value = ((var.n + 1) * (2 - (1))) }
output "index" { value = { a = ["x"] }["a"][0] }
output "unicode" { value = "\u00e9\U0001F600 é 日本" }
output "decomposed" { value = length("e\u0301") }
output "multiline" {
  value = (
    var.n > 5 &&
    var.yes
  )
}
output "inFunction" {
  value = join(",", [<<-E
    a ${var.n}
  E
  , "x"])
}
locals {
  map = { one = "1", two = "2" }
}
output "locals" { value = [local.map.one, local.map["two"], [for k in keys(local.map) : k]] }
output "moduleGiven" { value = module.m.out }
output "moduleAll" { value = [for k in ["a", "b"] : module.each[k].out] }
module "m" {
  source = "./m"
  given  = { a = var.k }
}
module "each" {
  source   = "./m"
  for_each = toset(["a", "b"])
  given    = { a = each.key }
}
