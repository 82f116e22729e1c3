import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../test/support/folder";
import { typed } from "../commands/process";
import { corpus } from "../inputs";

const folder = temporaryFolder();

/** A root whose service reads nothing of its Redis. */
writeFileSync(
  join(folder, "main.tf"),
  `resource "google_compute_network" "n" { name = "n" }
resource "google_redis_instance" "cache" {
  name               = "cache"
  memory_size_gb     = 1
  authorized_network = google_compute_network.n.id
}
resource "google_cloud_run_v2_service" "api" {
  name     = "api"
  location = "us-central1"
  template {
    containers { image = "api" }
  }
}
`,
);

test("where no path is declared, the question that can be asked all the same is written out, and works", async () => {
  const { status, stdout } = await typed(["verify", folder]);
  const [, options = ""] = /to judge a path that is not declared:\s+(--from \S+ --to \S+)/.exec(stdout) ?? [];
  expect(status).toBe(3);
  expect(options).not.toBe("");
  expect((await typed(["verify", folder, ...options.split(" ")])).stdout).toContain("the only path");
});

test("where a path is declared nothing is offered", async () => {
  expect((await typed(["verify", corpus("verify/ok")])).stdout).not.toContain("not declared");
});
