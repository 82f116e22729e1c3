tf      = ["a", { b = "$${x}" }]
counted = 1 + 1 // two
text    = <<-E
  a
   b
E
