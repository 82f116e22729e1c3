import { differences } from "../../scripts/stack-difference";

const stack = () => ({
  "//": { metadata: { version: "0.21.0" } },
  terraform: { backend: { gcs: { bucket: "state" } }, required_providers: { google: { version: "6.50.0" } } },
  provider: { google: [{ project: "netra-staging" }] },
  data: { google_compute_network: { network: { name: "default" } } },
  resource: {
    google_redis_instance: {
      cache: { "//": { metadata: { path: "staging/cache" } }, tier: "BASIC", memory_size_gb: 1 },
      other: { tier: "BASIC" },
    },
  },
  output: { redis_host: { value: "10.166.0.3" } },
});

function changed(change: (copy: ReturnType<typeof stack>) => void) {
  const copy = stack();
  change(copy);
  return copy;
}

test("the same stack does not differ, whatever is noted under // and in whichever order it is written", () => {
  const noted = changed((copy) => {
    copy["//"].metadata.version = "0.24.0";
    copy.resource.google_redis_instance.cache["//"].metadata.path = "elsewhere";
    copy.terraform = { required_providers: copy.terraform.required_providers, backend: copy.terraform.backend };
  });
  expect(differences(stack(), noted)).toEqual([]);
});

test.each<[string, Parameters<typeof changed>[0], string[]]>([
  [
    "an attribute",
    ({ resource }) => Object.assign(resource.google_redis_instance.cache, { tier: "STANDARD_HA", name: "x" }),
    ["google_redis_instance.cache differs in tier, name"],
  ],
  [
    "a resource too few",
    ({ resource }) => Reflect.deleteProperty(resource.google_redis_instance, "other"),
    ["google_redis_instance.other is missing there"],
  ],
  [
    "a resource too many",
    ({ resource }) => Object.assign(resource.google_redis_instance, { third: {} }),
    ["google_redis_instance.third is only there"],
  ],
  [
    "a renamed address",
    ({ resource }) => Object.assign(resource, { google_redis_instance: { cache_1A2B: {} } }),
    [
      "google_redis_instance.cache is missing there",
      "google_redis_instance.cache_1A2B is only there",
      "google_redis_instance.other is missing there",
    ],
  ],
  [
    "a data source",
    ({ data }) => Object.assign(data.google_compute_network.network, { name: "staging-vpc" }),
    ["data.google_compute_network.network differs in name"],
  ],
  [
    "an output",
    ({ output }) => Object.assign(output.redis_host, { value: "10.107.0.3" }),
    ["output.redis_host differs in value"],
  ],
  [
    "the backend",
    ({ terraform }) => Object.assign(terraform.backend, { gcs: {} }),
    ["terraform.backend differs in gcs"],
  ],
  ["the provider", ({ provider }) => provider.google.push({ project: "other" }), ["provider.google differs in 1"]],
  [
    "the whole stack",
    (copy) => Object.assign(copy, { resource: {}, data: {} }),
    [
      "data.google_compute_network.network is missing there",
      "google_redis_instance.cache is missing there",
      "google_redis_instance.other is missing there",
    ],
  ],
])("%s is named by its address", (_, change, sentences) => {
  expect(differences(stack(), changed(change))).toEqual(sentences);
});
