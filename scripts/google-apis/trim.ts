import type { ApiDocument, Method, Parameter, Schema } from "../../facts/google-apis";

/** A discovery document as it is published. */
export interface Discovery {
  name: string;
  version: string;
  revision: string;
  servicePath: string;
  parameters?: Record<string, Parameter>;
  resources?: Record<string, Resources>;
  methods?: Record<string, PublishedMethod>;
  schemas: Record<string, Schema>;
}

interface Resources {
  methods?: Record<string, PublishedMethod>;
  resources?: Record<string, Resources>;
}

interface PublishedMethod {
  id: string;
  httpMethod: string;
  path: string;
  flatPath?: string;
  parameters?: Record<string, Parameter>;
  request?: { $ref: string };
  response?: { $ref: string };
  mediaUpload?: { protocols: Record<string, { path: string }> };
}

/** The document with these methods and the schemas that they lead to; structure only, no descriptions. */
export function trimmed(document: Discovery, wanted: ReadonlySet<string>, source: string): ApiDocument {
  const all = [...methodsIn(document)];
  const chosen = all.filter(({ id }) => wanted.has(id)).sort((one, other) => (one.id < other.id ? -1 : 1));
  const missing = [...wanted].filter((id) => !chosen.some((method) => method.id === id));
  if (missing.length > 0) {
    throw new Error(`${document.name} ${document.version} has no method ${missing.join(", ")}: Google has removed it`);
  }
  const methods = Object.fromEntries(chosen.map((method) => [method.id, methodOf(method, document)]));
  const { name, version, revision } = document;
  return {
    source,
    name,
    version,
    revision,
    parameters: parametersOf(document.parameters, "query"),
    methods,
    schemas: schemasOf(document, methods),
  };
}

function* methodsIn({ methods, resources }: Resources): Generator<PublishedMethod> {
  yield* Object.values(methods ?? {});
  for (const below of Object.values(resources ?? {})) yield* methodsIn(below);
}

export function methodIds(document: Discovery): string[] {
  return [...methodsIn(document)].map(({ id }) => id);
}

function methodOf(method: PublishedMethod, { servicePath }: Discovery): Method {
  const { httpMethod, flatPath, path, request, response, mediaUpload } = method;
  const flat = flatPath ?? path;
  const uploads = Object.values(mediaUpload?.protocols ?? {}).map(({ path: to }) => to.replace(/^\//, ""));
  const parameters = parametersOf(method.parameters, undefined);
  // A flat path has its own names for the parts of `{+parent}`.
  const ofPath = Object.entries(parameters).filter(
    ([name, { location }]) => location !== "path" || flat.includes(`{${name}}`),
  );
  return {
    httpMethod,
    path: `${servicePath}${flat}`,
    ...(ofPath.length > 0 ? { parameters: Object.fromEntries(ofPath) } : {}),
    ...(request ? { request: request.$ref } : {}),
    ...(response ? { response: response.$ref } : {}),
    ...(uploads.length > 0 ? { uploads } : {}),
  };
}

function parametersOf(
  parameters: Record<string, Parameter> | undefined,
  location: "query" | undefined,
): Record<string, Parameter> {
  const kept = Object.entries(parameters ?? {}).map(([name, said]): [string, Parameter] => [
    name,
    {
      ...structure(said),
      location: location ?? said.location,
      ...(said.required ? { required: true } : {}),
      ...(said.repeated ? { repeated: true } : {}),
    },
  ]);
  return Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function schemasOf({ schemas }: Discovery, methods: Record<string, Method>): Record<string, Schema> {
  const found = new Map<string, Schema>();
  const add = (name: string | undefined) => {
    const schema = name === undefined ? undefined : schemas[name];
    if (name === undefined || schema === undefined || found.has(name)) return;
    found.set(name, structure(schema));
    for (const other of namesIn(schema)) add(other);
  };
  for (const { request, response } of Object.values(methods)) {
    add(request);
    add(response);
  }
  // What an operation says of itself and in the end is named by a type URL alone.
  const begun = Object.entries(methods).filter(
    ([, { httpMethod, response }]) => httpMethod !== "GET" && response?.endsWith("Operation"),
  );
  const verbs = begun.map(([id]) => id.slice(id.lastIndexOf(".") + 1).toLowerCase());
  for (const name of Object.keys(schemas)) {
    const isOwn = /(Response|Metadata)$/.test(name) && verbs.some((verb) => name.toLowerCase().startsWith(verb));
    if (isOwn || /OperationMetadata(V\d\w*)?$/.test(name)) add(name);
  }
  return Object.fromEntries([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function* namesIn(schema: Schema): Generator<string> {
  if (schema.$ref !== undefined) yield schema.$ref;
  for (const inner of [schema.items, schema.additionalProperties, ...Object.values(schema.properties ?? {})]) {
    if (inner !== undefined) yield* namesIn(inner);
  }
}

interface Published extends Schema {
  description?: string;
  annotations?: { required?: string[] };
}

/** Of the default values only `kind` is printed by the API itself. */
function structure(schema: Published, name = ""): Schema {
  const { $ref, type, format, enum: values, pattern, readOnly, items, properties, additionalProperties } = schema;
  const inner = Object.entries(properties ?? {}).map(([key, value]) => [key, structure(value, key)]);
  return {
    ...($ref === undefined ? {} : { $ref }),
    ...(type === undefined ? {} : { type }),
    ...(isAny(schema) ? { format: "google.protobuf.Any" } : format === undefined ? {} : { format }),
    ...(values === undefined ? {} : { enum: values }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(name === "kind" && schema.default !== undefined ? { default: schema.default } : {}),
    ...(readOnly ? { readOnly: true } : {}),
    ...(schema.annotations?.required ? { requiredBy: schema.annotations.required } : {}),
    ...(items === undefined ? {} : { items: structure(items) }),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(inner) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: structure(additionalProperties) }),
  };
}

/** Only the description says it. */
function isAny({ additionalProperties }: Schema): boolean {
  const { description = "" } = (additionalProperties ?? {}) as { description?: string };
  return description.includes("Contains field @type");
}

/** A line for each method and schema, so that a renewal shows what has changed. */
export function printed(document: ApiDocument): string {
  const { parameters, methods, schemas, ...head } = document;
  const lines = (all: object) =>
    Object.entries(all).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const block = (name: string, all: object) => ` ${JSON.stringify(name)}: {\n${lines(all).join(",\n")}\n }`;
  const said = Object.entries(head).map(([name, value]) => ` ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const blocks = [block("parameters", parameters), block("methods", methods), block("schemas", schemas)];
  return `{\n${[...said, ...blocks].join(",\n")}\n}\n`;
}
