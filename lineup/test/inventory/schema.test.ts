import { AFTER_IMPORT } from "../../../facts/after-import";
import { apiDocuments, type Schema } from "../../../facts/google-apis";
import { attributesOf } from "../../../facts/provider";
import { shaped } from "../../src/inventory/shape/shaped";
import type { Json } from "./live";

// What is read of each type of an environment, held against the provider's schema and Google's own documents.

/** A whole thing as the API would print it: every field that the document has, once. */
function whole(api: string, version: string, name: string): Json {
  const document = apiDocuments().find((one) => one.name === api && one.version === version);
  const made = (
    { $ref, type, enum: words, format, items, properties, additionalProperties }: Schema,
    in_: string[],
  ): Json => {
    if ($ref !== undefined) return in_.includes($ref) ? undefined : made(schema($ref), [...in_, $ref]);
    if (items) return [made(items, in_)].filter((item) => item !== undefined);
    if (properties) return Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, made(one, in_)]));
    if (additionalProperties) return { key: made(additionalProperties, in_) };
    if (type === "boolean") return true;
    if (type === "integer" || type === "number") return 7;
    if (format === "int64" || format === "uint64") return "7";
    return words?.at(-1) ?? "text";
  };
  const schema = (of: string): Schema => {
    const found = document?.schemas[of];
    if (!found) throw new Error(`${api} has no ${of}`);
    return found;
  };
  return made({ $ref: name }, []);
}

/** The document of each type, and what the inventory makes of the place where the thing was found. */
const TYPES: Record<string, { of: [string, string, string]; placed?: string[]; more?: Json }> = {
  google_cloud_run_v2_job: { of: ["run", "v2", "GoogleCloudRunV2Job"], placed: ["location"] },
  google_cloud_run_v2_service: { of: ["run", "v2", "GoogleCloudRunV2Service"], placed: ["location"] },
  google_compute_firewall: { of: ["compute", "v1", "Firewall"] },
  google_compute_global_address: { of: ["compute", "v1", "Address"] },
  google_compute_network: { of: ["compute", "v1", "Network"] },
  google_compute_router: { of: ["compute", "v1", "Router"] },
  google_compute_router_nat: { of: ["compute", "v1", "RouterNat"], placed: ["region", "router"] },
  google_compute_subnetwork: {
    of: ["compute", "v1", "Subnetwork"],
    more: {
      logConfig: {
        enable: true,
        metadata: "CUSTOM_METADATA",
        metadataFields: ["f"],
        filterExpr: "true",
        flowSampling: 1,
        aggregationInterval: "x",
      },
    },
  },
  google_redis_instance: { of: ["redis", "v1", "Instance"], placed: ["region"] },
  google_secret_manager_secret: { of: ["secretmanager", "v1", "Secret"], placed: ["secret_id"] },
  google_service_networking_connection: { of: ["servicenetworking", "v1", "Connection"] },
  google_vpc_access_connector: { of: ["vpcaccess", "v1", "Connector"], placed: ["region"] },
};
/** Made of grants and names alone: the tests of what is read of them have every attribute. */
const OTHERS = [
  "google_cloud_run_v2_job_iam_member",
  "google_cloud_run_v2_service_iam_member",
  "google_project_service",
  "google_secret_manager_secret_iam_member",
];

/** What a value holds, under the paths of the facts; what is not known is not held. */
function paths(value: Json, path = ""): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null))
    return value.flatMap((item) => paths(item, path)).concat(path);
  if (value?.constructor === Object)
    return Object.entries(value)
      .flatMap(([key, item]) => paths(item, path ? `${path}.${key}` : key))
      .concat(path);
  return value === null || value === undefined ? [] : [path];
}

const sayable = (type: string) =>
  Object.entries(attributesOf(type) ?? {}).flatMap(([path, { optional, required }]) =>
    optional || required ? [path] : [],
  );

test.each(Object.entries(TYPES))(
  "%s: every attribute that a configuration can say is read, or said to be Terraform's alone",
  (type, one) => {
    const read = new Set(paths(shaped(type, { ...whole(...one.of), ...one.more })));
    const given = ["project", ...(one.placed ?? []), ...Object.keys(AFTER_IMPORT[type] ?? {})];
    const lacking = sayable(type).filter((path) => !read.has(path) && !given.includes(path.split(".")[0] ?? ""));
    expect(lacking).toEqual([]);
  },
);

test.each(Object.entries(TYPES))("%s: nothing is read besides what the schema has", (type, one) => {
  const unknown = { ...whole(...one.of), ...one.more, addedLater: { secret: "x" } };
  const read = paths(shaped(type, unknown)).filter((path) => path !== "");
  const maps = Object.entries(attributesOf(type) ?? {}).flatMap(([path, { type: kind }]) =>
    kind === "Map" ? [path] : [],
  );
  const known = (path: string) =>
    Object.hasOwn(attributesOf(type) ?? {}, path) || maps.some((map) => path.startsWith(`${map}.`));
  expect(read.filter((path) => !known(path))).toEqual([]);
});

test("what an import gives is said of every type of an environment, and of attributes that there are", () => {
  expect(Object.keys(AFTER_IMPORT).sort()).toEqual([...Object.keys(TYPES), ...OTHERS].sort());
  const wrong = Object.entries(AFTER_IMPORT).flatMap(([type, values]) =>
    Object.keys(values).filter((name) => !sayable(type).includes(name)),
  );
  expect(wrong).toEqual([]);
});

test("what has another form than the schema says is not known, and nothing of it is written", () => {
  const thing = {
    name: { secret: "x" },
    autoCreateSubnetworks: "yes",
    mtu: "many",
    routingConfig: "x",
    description: null,
  };
  expect(shaped("google_compute_network", thing as Json)).toEqual({
    name: null,
    auto_create_subnetworks: null,
    mtu: null,
  });
  expect(shaped("google_compute_firewall", { allowed: "tcp", sourceRanges: [{}] } as Json)).toMatchObject({
    allow: null,
    deny: [],
    source_ranges: null,
  });
  expect(shaped("google_redis_instance", { labels: { __proto__: null, a: { b: 1 } } } as Json)).toMatchObject({
    labels: { a: null },
  });
});

test("a number of 64 bits, which JSON has as text, is a number", () => {
  expect(shaped("google_compute_network", { mtu: "1460" })).toEqual({ mtu: 1460 });
});

test("logs that are switched off are none, and fields of a choice that was left do not count", () => {
  const firewall = (logConfig: Json) => shaped("google_compute_firewall", { logConfig }).log_config;
  expect([firewall({ enable: false }), firewall({ enable: true, metadata: "m" })]).toEqual([[], [{ metadata: "m" }]]);
  const flow = (metadata: string) =>
    shaped("google_compute_subnetwork", { logConfig: { enable: true, metadata, metadataFields: ["f"] } }).log_config;
  expect(flow("INCLUDE_ALL_METADATA")).toEqual([{ metadata: "INCLUDE_ALL_METADATA" }]);
  expect(flow("CUSTOM_METADATA")).toEqual([{ metadata: "CUSTOM_METADATA", metadata_fields: ["f"] }]);
});
