import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiDocuments } from "../facts/google-apis";
import type { Namespace } from "./google-apis/messages";
import { discoveryFrom } from "./google-apis/protocol";
import { type Discovery, methodIds, printed, trimmed } from "./google-apis/trim";

/**
 * `npm run google-apis -- UNPACKED_WHEEL UNPACKED_CLIENT [METHOD…]`: renews facts/google-apis from what Google has
 * published, and adds methods to it. facts/google-apis/README.md says where to get both.
 */
const INTO = join(__dirname, "../facts/google-apis");
const [wheel = "", client = "", ...added] = process.argv.slice(2);
const documents = join(wheel, "googleapiclient/discovery_cache/documents");

function renew(): void {
  const wanted = new Map(
    apiDocuments().map((one) => [`${one.name}.${one.version}`, new Set(Object.keys(one.methods))]),
  );
  const left = new Set(added);
  for (const [document, source] of published()) {
    const key = `${document.name}.${document.version}`;
    const ids = wanted.get(key) ?? new Set<string>();
    const known = new Set(methodIds(document));
    for (const id of left) {
      // `run.v1:run.namespaces.services.get`, where two versions have a method of this name.
      const [version, name] = id.includes(":") ? id.split(":") : [key, id];
      if (name !== undefined && version === key && known.has(name)) {
        ids.add(name);
        left.delete(id);
      }
    }
    if (ids.size === 0) continue;
    writeFileSync(join(INTO, `${document.name}-${document.version}.json`), printed(trimmed(document, ids, source)));
    console.log(`${key}: revision ${document.revision}, ${ids.size} methods`);
  }
  if (left.size === 0) return;
  console.error(`no document has the method ${[...left].join(", ")}`);
  process.exitCode = 1;
}

/** Every document, with where it is from. The newest version of an API comes last, and is asked first for a method. */
function* published(): Generator<[Discovery, string]> {
  const version = /(?<=google_api_python_client-)[\d.]+(?=\.dist-info)/.exec(readdirSync(wheel).join(" "))?.[0];
  for (const file of readdirSync(documents).sort()) {
    if (!IN_USE.has(file.replace(/\.json$/, ""))) continue;
    const document = JSON.parse(readFileSync(join(documents, file), "utf8")) as Discovery;
    yield [document, `google-api-python-client ${version}: discovery_cache/documents/${file}`];
  }
  const { name, version: ofClient } = JSON.parse(readFileSync(join(client, "package.json"), "utf8"));
  const protos = JSON.parse(readFileSync(join(client, "build/protos/protos.json"), "utf8")) as Namespace;
  const messages = ["google", "cloud", "memorystore", "v1"].reduce<Namespace | undefined>(
    (space, part) => space?.nested?.[part],
    protos,
  );
  if (!messages) throw new Error(`${name} ${ofClient} holds no google.cloud.memorystore.v1`);
  yield [
    discoveryFrom("memorystore", "v1", ofClient, messages),
    `no discovery document is published; from the messages of ${name} ${ofClient}: build/protos/protos.json`,
  ];
}

/** A method is looked for in these; where two have it, it is asked for by version: `run.v1:run.namespaces.services.get`. */
const IN_USE = new Set([
  "cloudbilling.v1",
  "cloudfunctions.v2",
  "cloudkms.v1",
  "cloudresourcemanager.v1",
  "cloudresourcemanager.v3",
  "cloudscheduler.v1",
  "compute.v1",
  "dns.v1",
  "iam.v1",
  "iamcredentials.v1",
  "logging.v2",
  "memcache.v1",
  "monitoring.v1",
  "monitoring.v3",
  "networkconnectivity.v1",
  "networkmanagement.v1",
  "orgpolicy.v2",
  "redis.v1",
  "run.v1",
  "run.v2",
  "secretmanager.v1",
  "servicenetworking.v1",
  "serviceusage.v1",
  "sqladmin.v1beta4",
  "storage.v1",
  "sts.v1",
  "vpcaccess.v1",
]);

if (existsSync(documents) && existsSync(join(client, "package.json"))) renew();
else {
  console.error(
    `npm run google-apis -- UNPACKED_WHEEL UNPACKED_CLIENT [METHOD…]: found no ${documents} or no ${join(client, "package.json")}; facts/google-apis/README.md says how to get both`,
  );
  process.exitCode = 2;
}
