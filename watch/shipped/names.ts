import { isBlock } from "./fields";
import { piecesOf, type Reference, referenceIn } from "./references";

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
  const resolve = (text: string, depth: number): string => {
    if (!text.includes("${") || depth >= DEEPEST) return text;
    return piecesOf(text)
      .map((piece) => ("text" in piece ? piece.text : standsFor(piece.expression, depth + 1)))
      .join("");
  };

  /** What is more than one reference, such as a function around it, stays as it is written. */
  const standsFor = (expression: string, depth: number): string => {
    const known = found.get(expression);
    if (known !== undefined) return known;
    const reference = referenceIn(expression);
    const said = reference && nameOf(reference, depth);
    const result =
      typeof said === "string" || typeof said === "number" ? resolve(String(said), depth) : `\${${expression}}`;
    found.set(expression, result);
    return result;
  };

  const nameOf = ({ address, attribute }: Reference, depth: number): unknown => {
    const [type = "", name = ""] = address.split(".");
    const body = own(own(resources, type), name);
    const made = MADE[attribute];
    return body === undefined
      ? undefined
      : (own(body, attribute.slice(type.length + 1)) ?? (made && filled(made, body, depth)));
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

function own(json: unknown, key: string): unknown {
  return isBlock(json) && Object.hasOwn(json, key) ? json[key] : undefined;
}

function first(json: unknown): unknown {
  return Array.isArray(json) ? json[0] : json;
}
