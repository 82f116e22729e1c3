import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A root of so many files, each with a firewall rule, a local and a variable. */
export function writeHclRoot(folder: string, files: number): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "network.tf"), 'resource "google_compute_network" "vpc" {\n  name = "acme"\n}\n');
  for (let at = 1; at < files; at++) writeFileSync(join(folder, `rule-${at}.tf`), ruleNumber(at));
}

const ruleNumber = (at: number) => `resource "google_compute_firewall" "rule_${at}" {
  name               = "rule-${at}"
  network            = google_compute_network.vpc.name
  priority           = ${1000 + at}
  direction          = "EGRESS"
  destination_ranges = ["10.${at % 256}.0.0/16"]
  target_tags        = ["t-${at}", "\${local.tag_${at}}-x"] # both
  allow {
    protocol = "tcp"
    ports    = ["443"]
  }
}

locals {
  tag_${at} = merge({ a = "1" }, { b = "\${var.tag_${at}}" })["b"]
}

variable "tag_${at}" {
  type    = string
  default = "x"
}
`;
