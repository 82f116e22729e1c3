import { isBlock } from "./fields";
import { type Reference, referencesIn } from "./references";

/**
 * The ids that the provider makes of what is written: https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs,
 * "Attributes Reference" of each resource. What Google chooses itself (an address, the id of an uptime check or of a
 * channel) is not here, and its reference stays as it is.
 */
const MADE: Readonly<Record<string, string>> = {
  "google_redis_instance.id": "projects/{project}/locations/{region}/instances/{name}",
  "google_vpc_access_connector.id": "projects/{project}/locations/{region}/connectors/{name}",
  "google_cloud_run_v2_service.id": "projects/{project}/locations/{location}/services/{name}",
  "google_cloud_run_v2_job.id": "projects/{project}/locations/{location}/jobs/{name}",
  "google_logging_metric.id": "{name}",
  "google_monitoring_custom_service.id": "projects/{project}/services/{service_id}",
  "google_monitoring_custom_service.name": "projects/{project}/services/{service_id}",
  "google_monitoring_service.id": "projects/{project}/services/{service_id}",
  "google_monitoring_service.name": "projects/{project}/services/{service_id}",
  "google_monitoring_slo.id": "projects/{project}/services/{service}/serviceLevelObjectives/{slo_id}",
  "google_monitoring_slo.name": "projects/{project}/services/{service}/serviceLevelObjectives/{slo_id}",
};

/** A name that is made of a name that is made of a name: more than this is a circle. */
const DEEPEST = 10;

/** What the references in a text stand for, by what the stack itself says; the others stay. */
export function namesIn(stack: unknown): (text: string) => string {
  const found = new Map<string, string>();
  const resources = own(stack, "resource");
  const provider = first(own(own(stack, "provider"), "google"));
  const resolve = (text: string, depth: number): string =>
    text.includes("${") && depth < DEEPEST ? replaced(text, (one) => nameOf(one, depth + 1)) : text;

  const nameOf = (reference: Reference, depth: number): string => {
    const known = found.get(reference.text);
    if (known !== undefined) return known;
    const [type = "", name = ""] = reference.address.split(".");
    const body = own(own(resources, type), name);
    const made = MADE[`${type}.${reference.attribute}`];
    const said =
      body === undefined ? undefined : (own(body, reference.attribute) ?? (made && filled(made, body, depth)));
    const result = typeof said === "string" || typeof said === "number" ? resolve(String(said), depth) : reference.text;
    found.set(reference.text, result);
    return result;
  };

  const filled = (made: string, body: unknown, depth: number): string | undefined => {
    let isWhole = true;
    const text = made.replaceAll(/\{([a-z_]+)\}/g, (_, key: string) => {
      const value = own(body, key) ?? own(provider, key === "location" ? "region" : key);
      if (typeof value !== "string") isWhole = false;
      return resolve(String(value), depth);
    });
    return isWhole ? text : undefined;
  };

  return (text) => resolve(text, 0);
}

function replaced(text: string, nameOf: (reference: Reference) => string): string {
  let result = text;
  for (const reference of referencesIn(text)) result = result.replaceAll(reference.text, () => nameOf(reference));
  return result;
}

function own(json: unknown, key: string): unknown {
  return isBlock(json) && Object.hasOwn(json, key) ? json[key] : undefined;
}

function first(json: unknown): unknown {
  return Array.isArray(json) ? json[0] : json;
}
