/** What a stack makes, as far as something that watches can name it. */
export interface Made {
  /** The project of its provider; undefined where that is not said as text. */
  project: string | undefined;
  /** Whether it has this resource, or this data source: `google_redis_instance.cache`, `data.google_project.this`. */
  has(address: string): boolean;
  /** The addresses of its resources of a type, in the order of their names. */
  ofType(type: string): string[];
  /** What an attribute of its resources says as text. */
  texts(type: string, attribute: string): string[];
  /** What one of its resources says at a path; a block that stands once may be a list of one. */
  value(address: string, path: readonly string[]): unknown;
}

/** Reads what was synthesized. What is not of its form makes nothing: whoever refers to it is told so. */
export function madeBy(json: unknown): Made {
  const resources = record(record(json).resource);
  const sources = record(record(json).data);
  const ofType = (type: string) => Object.keys(record(own(resources, type))).sort();
  return {
    project: projectOf(json),
    has(address) {
      const parts = address.split(".");
      const [from, [type = "", name = ""]] = parts[0] === "data" ? [sources, parts.slice(1)] : [resources, parts];
      return Object.hasOwn(record(own(from, type)), name);
    },
    ofType: (type) => ofType(type).map((name) => `${type}.${name}`),
    texts: (type, attribute) =>
      Object.values(record(own(resources, type)))
        .map((one) => own(record(one), attribute))
        .filter((value) => typeof value === "string"),
    value(address, path) {
      const [type = "", name = ""] = address.split(".");
      return path.reduce<unknown>(
        (block, key) => {
          const [only, ...others] = Array.isArray(block) ? block : [block];
          return others.length > 0 ? undefined : own(record(only), key);
        },
        own(record(own(resources, type)), name),
      );
    },
  };
}

function projectOf(json: unknown): string | undefined {
  const google = record(record(json).provider).google;
  const project = record(Array.isArray(google) ? google[0] : google).project;
  return typeof project === "string" && !project.includes("${") ? project : undefined;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function own(from: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(from, key) ? from[key] : undefined;
}
