import { readConfiguration } from "../../src/inputs/configuration";
import type { Json } from "../inputs";

const regionOf = (provider: Json, resource: Json, overrides: Json[] = []) => {
  const file: Json = { provider, resource: { google_redis_instance: { cache: { name: "c", ...resource } } } };
  return readConfiguration({ files: [file], overrides }, "test").resources[0]?.region;
};

test.each<[string, Json, Json, string | undefined]>([
  ["the provider of its type", { google: { region: "a" } }, {}, "a"],
  [
    "the alias that it names",
    { google: [{ region: "a" }, { alias: "eu", region: "b" }] },
    { provider: "google.eu" },
    "b",
  ],
  ["the local name that it names", { google: { region: "a" }, g: { region: "b" } }, { provider: "g" }, "b"],
  ["an alias of a local name", { g: [{ region: "a" }, { alias: "eu", region: "b" }] }, { provider: "g.eu" }, "b"],
  ["its own provider and no other", { "google-beta": { region: "b" } }, {}, undefined],
  [
    "google-beta where it says so",
    { google: { region: "a" }, "google-beta": { region: "b" } },
    { provider: "google-beta" },
    "b",
  ],
])("a resource has the region of %s", (_, provider, resource, region) => {
  expect(regionOf(provider, resource)).toBe(region);
});

test("an override file changes a provider's region", () => {
  expect(regionOf({ google: { region: "a", project: "p" } }, {}, [{ provider: { google: { region: "b" } } }])).toBe(
    "b",
  );
});

test("blocks in an override file replace dynamic blocks of the same name", () => {
  const dynamic = { deny: { for_each: ["1"], content: { protocol: "tcp" } } };
  const files = [{ resource: { google_compute_firewall: { f: { dynamic, name: "f" } } } }] as Json[];
  const overrides = [{ resource: { google_compute_firewall: { f: { deny: [{ protocol: "udp" }] } } } }] as Json[];
  expect(readConfiguration({ files, overrides }, "test").resources[0]?.values.deny).toEqual([{ protocol: "udp" }]);
});
