import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Attack, beside, branch, cache, google } from "./attack";

/** Where the token goes. */
export const settings: Attack[] = [
  [
    "an endpoint of its own",
    google({ redis_custom_endpoint: "https://attacker.example/" }),
    'provider.google.0.redis_custom_endpoint is "https://attacker.example/", and main has nothing',
  ],
  ["an access token", google({ access_token: "ya29" }), "provider.google.0."],
  ["credentials", google({ credentials: "key.json" }), "provider.google.0."],
  ["another account", google({ impersonate_service_account: "lineup-deploy@x" }), "provider.google.0."],
  ["another project", google({ project: "netra-production" }), "provider.google.0."],
  [
    "a map in the place of a list of providers",
    branch((it) => (it.provider.google = { ...it.provider.google })),
    "provider.google is",
  ],
  ["a provider besides the first", branch((it) => it.provider.google.push({ alias: "own" })), "provider.google.1 is"],
  ["no provider at all", branch((it) => delete it.provider), "provider is nothing"],
  ["Terraform's own cloud", branch((it) => (it.terraform.cloud = { organization: "attacker" })), "terraform.cloud is"],
  [
    "settings for a provider's eyes",
    branch((it) => (it.terraform.provider_meta = { google: {} })),
    "terraform.provider_meta is",
  ],
  ["an experiment", branch((it) => (it.terraform.experiments = ["x"])), "terraform.experiments is"],
  ["a comment in the backend", branch((it) => (it.terraform.backend.gcs["//"] = "x")), "terraform.backend.gcs.// is"],
  [
    "a key of the backend",
    branch((it) => (it.terraform.backend.gcs.encryption_key = "x")),
    "terraform.backend.gcs.encryption_key is what is not printed",
  ],
  ["a list of settings", branch((it) => (it.terraform = [it.terraform, {}])), "terraform is"],
  [
    "a key that is lost when an object is copied",
    beside((it) => writeFileSync(join(it, "cdk.tf.json"), '{"__proto__":{"provider":{}}}')),
    "the key __proto__ is refused",
  ],
  ["a second provider", branch((it) => (it.provider.null = [{}])), "provider.null is"],
  [
    "a provider of another source",
    branch((it) => (it.terraform.required_providers.google.source = "attacker/google")),
    'terraform.required_providers.google.source is "attacker/google"',
  ],
  [
    "another version of the provider",
    branch((it) => (it.terraform.required_providers.google.version = "6.49.0")),
    "required_providers.google.version",
  ],
  [
    "a provider besides",
    branch((it) => (it.terraform.required_providers.own = { source: "attacker/own" })),
    "required_providers.own",
  ],
  [
    "another backend",
    branch((it) => (it.terraform.backend = { http: { address: "https://attacker.example" } })),
    "terraform.backend.gcs is nothing",
  ],
  [
    "another bucket",
    branch((it) => (it.terraform.backend.gcs.bucket = "attacker")),
    'terraform.backend.gcs.bucket is "attacker"',
  ],
  [
    "the state of production",
    branch((it) => (it.terraform.backend.gcs.prefix = "production")),
    'terraform.backend.gcs.prefix is "production"',
  ],
  ["no backend", branch((it) => delete it.terraform.backend), "terraform.backend is nothing"],
  [
    "another version of Terraform",
    branch((it) => (it.terraform.required_version = "~> 0.1")),
    "terraform.required_version",
  ],
  ["a provider for one resource", cache((it) => (it.provider = "google.own")), "cache has provider"],
];
