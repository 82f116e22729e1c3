import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What Google's discovery documents say of the APIs in use, as far as their methods are used. */
export interface ApiDocument {
  /** Where it was published, with the version of the package. */
  source: string;
  name: string;
  version: string;
  /** Google's own revision, a date: `20261106`. */
  revision: string;
  /** Query parameters that every method of the API takes. */
  parameters: Record<string, Parameter>;
  methods: Record<string, Method>;
  schemas: Record<string, Schema>;
}

export interface Method {
  httpMethod: string;
  /** With a hole for each variable part: `v1/projects/{projectsId}/locations/{locationsId}/instances`. */
  path: string;
  parameters?: Record<string, Parameter>;
  /** The schema of the body. */
  request?: string;
  response?: string;
  /** Where the content of an object goes, beside its description. */
  uploads?: string[];
}

export interface Parameter extends Schema {
  location: "path" | "query";
  required?: true;
  repeated?: true;
}

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: string[];
  pattern?: string;
  default?: string;
  readOnly?: true;
  /** The methods that refuse a body without it. */
  requiredBy?: string[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
}

/** Read once, at the first question. */
let read: ApiDocument[] | undefined;

export function apiDocuments(): readonly ApiDocument[] {
  read ??= readdirSync(__dirname)
    .filter((name) => /-v\d\w*\.json$/.test(name))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(__dirname, name), "utf8")) as ApiDocument);
  return read;
}
