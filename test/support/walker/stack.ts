/** What Terraform calls a value of JSON configuration. */
export type ConfigurationJson =
  | null
  | boolean
  | number
  | string
  | ConfigurationJson[]
  | { [key: string]: ConfigurationJson };
export type ConfigurationBlock = { [key: string]: ConfigurationJson };

export interface WalkedResource {
  address: string;
  type: string;
  body: ConfigurationBlock;
}

interface ResolvedReference {
  resource: WalkedResource;
  attribute: string;
}

const LONE_REFERENCE = /^\$\{\s*((?:data\.)?[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*)\.([\w.[\]*]+)\s*\}$/;
const EXPRESSION = /(?<!\$)\$\{.*?\}/g;
const ANY_ADDRESS = /\b(?:data\.)?[A-Za-z]\w*\.[A-Za-z_][\w-]*/g;

/** One synthesized stack: its resources by address, and what refers to what. */
export class Stack {
  readonly resources: WalkedResource[];
  private readonly byAddress: Map<string, WalkedResource>;

  constructor(json: { resource?: unknown; data?: unknown }) {
    this.resources = [...resourcesIn(json.resource, ""), ...resourcesIn(json.data, "data.")];
    this.byAddress = new Map(this.resources.map((resource) => [resource.address, resource]));
  }

  ofType(type: string): WalkedResource[] {
    return this.resources.filter((resource) => resource.type === type && !resource.address.startsWith("data."));
  }

  /** What `${a.b.c}` refers to; undefined for a literal, a larger expression, or something that is not in this stack. */
  resolve(value: ConfigurationJson | undefined): ResolvedReference | undefined {
    const match = typeof value === "string" ? LONE_REFERENCE.exec(value) : undefined;
    const resource = match?.[1] === undefined ? undefined : this.byAddress.get(match[1]);
    return resource && match?.[2] ? { resource, attribute: match[2] } : undefined;
  }

  /** Whether Terraform creates `later` only after `earlier`, over any number of steps. */
  waitsFor(later: WalkedResource, earlier: WalkedResource): boolean {
    const seen = new Set<string>();
    const visit = (resource: WalkedResource): boolean => {
      if (seen.has(resource.address)) return false;
      seen.add(resource.address);
      return this.prerequisitesOf(resource).some((next) => next === earlier || visit(next));
    };
    return visit(later);
  }

  private prerequisitesOf(resource: WalkedResource): WalkedResource[] {
    // Only expressions and depends_on order anything: an address in a description is prose.
    const expressions = JSON.stringify(resource.body).match(EXPRESSION) ?? [];
    const mentioned = [...expressions, ...valuesAt(resource.body, "depends_on").map(String)];
    return mentioned
      .flatMap((text) => text.match(ANY_ADDRESS) ?? [])
      .flatMap((address) => this.byAddress.get(address) ?? []);
  }
}

/** All values at a dotted path; a block may be written as an object or as a list of objects. */
export function valuesAt(value: ConfigurationJson | undefined, path: string): ConfigurationJson[] {
  const [key, ...rest] = path.split(".");
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  if (key === undefined || key === "") return [value];
  if (typeof value !== "object" || !Object.hasOwn(value, key)) return [];
  const next = value[key];
  if (rest.length > 0) return valuesAt(next, rest.join("."));
  return (Array.isArray(next) ? next : [next]).filter(
    (item): item is ConfigurationJson => item !== undefined && item !== null,
  );
}

export function textAt(resource: WalkedResource, path: string): string | undefined {
  const [value] = valuesAt(resource.body, path);
  return value === undefined || typeof value === "object" ? undefined : String(value);
}

function resourcesIn(section: unknown, prefix: string): WalkedResource[] {
  if (!isBlock(section)) return [];
  return Object.entries(section).flatMap(([type, byName]) =>
    isBlock(byName)
      ? Object.entries(byName).flatMap(([name, body]) =>
          isBlock(body) ? [{ address: `${prefix}${type}.${name}`, type, body }] : [],
        )
      : [],
  );
}

function isBlock(value: unknown): value is ConfigurationBlock {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
