import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { written } from "../../environments";
import { readEnvironments } from "../../environments/environment";
import facts from "../../facts/google-6.50.0.json";
import { BootstrapStack } from "../../stacks/bootstrap-stack";
import { temporaryFolder } from "../support/folder";
import { synthesize, synthesizeEnvironment } from "../support/synth";
import { root, text } from "./scripts-in";

const folder = temporaryFolder();
const LOCK = text("stacks/.terraform.lock.hcl");
const providers = [...LOCK.matchAll(/^provider "(.+)" \{$/gm)].map(([, name]) => name);
const hashes = (scheme: string) =>
  [...LOCK.matchAll(new RegExp(`^ {4}"${scheme}:(.+)",$`, "gm"))].map(([, hash]) => hash);

test("one provider is locked, in the version of the facts", () => {
  expect(providers).toEqual(["registry.terraform.io/hashicorp/google"]);
  expect(LOCK).toContain(`  version     = "${facts.version}"\n  constraints = "${facts.version}"\n`);
});

test("every package of the release is known by its archive, and those that are in use by what is in them, too", () => {
  expect(hashes("zh")).toHaveLength(12);
  for (const hash of hashes("zh")) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  // Without these, Terraform refuses after init what init has installed.
  expect(hashes("h1").length).toBeGreaterThanOrEqual(4);
  for (const hash of hashes("h1")) expect(Buffer.from(String(hash), "base64")).toHaveLength(32);
  for (const scheme of ["zh", "h1"]) expect(new Set(hashes(scheme)).size).toBe(hashes(scheme).length);
});

test("it is what every stack requires, and nothing else", () => {
  for (const environment of readEnvironments(written)) {
    const bootstrap = synthesize("bootstrap", (app) => new BootstrapStack(app, "bootstrap", environment));
    for (const stack of [synthesizeEnvironment(environment), bootstrap]) {
      expect(stack.terraform.required_providers).toEqual({ google: { source: "google", version: facts.version } });
    }
  }
});

test("synth gives it to every stack, also where Terraform has written another", () => {
  const out = join(folder, "out");
  mkdirSync(join(out, "stacks/staging"), { recursive: true });
  writeFileSync(join(out, "stacks/staging/.terraform.lock.hcl"), "another");
  const { status, stderr } = spawnSync(process.execPath, ["build/run.js", "main.ts"], {
    cwd: root,
    env: { ...process.env, CDKTF_OUTDIR: out },
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  for (const { name } of Object.values(written)) {
    for (const stack of [name, `${name}-bootstrap`]) {
      expect(readFileSync(join(out, "stacks", stack, ".terraform.lock.hcl"), "utf8")).toBe(LOCK);
    }
  }
});
