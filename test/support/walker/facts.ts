import facts from "../../../facts/google-6.50.0.json";

export interface Attribute {
  type: "String" | "Int" | "Float" | "Bool" | "List" | "Set" | "Map";
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  forceNew?: boolean;
  conflictsWith?: string[];
  maxItems?: number;
}

interface ResourceFacts {
  attributes: Record<string, Attribute>;
}

/** The provider's own schema, attribute by dotted path. */
export const schemas = facts.resources as unknown as Record<string, ResourceFacts>;

type PointedKind = "network" | "subnetwork" | "connector" | "router" | "range" | "secret";

/** An attribute that names another resource. */
export interface Pointer {
  type: string;
  path: string;
  kind: PointedKind;
}

/** How the provider calls attributes that name a resource of each kind. */
const NAMES: Record<PointedKind, string[]> = {
  network: ["network", "authorized_network", "peer_network", "network_url"],
  subnetwork: ["subnetwork"],
  connector: ["connector"],
  router: ["router"],
  range: ["reserved_ip_range", "reserved_peering_ranges"],
  secret: ["secret", "secret_id", "secret_name"],
};

/** The resource types a pointer of each kind may point at. */
export const TARGETS: Record<PointedKind, string[]> = {
  network: ["google_compute_network"],
  subnetwork: ["google_compute_subnetwork"],
  connector: ["google_vpc_access_connector"],
  router: ["google_compute_router"],
  range: ["google_compute_global_address"],
  secret: ["google_secret_manager_secret"],
};

/** Every attribute in the provider that can be written and names one of these resources, read off the facts. */
export function pointers(): Pointer[] {
  return Object.entries(schemas).flatMap(([type, { attributes }]) =>
    Object.keys(attributes).flatMap((path) => {
      const isBlock = Object.keys(attributes).some((other) => other.startsWith(`${path}.`));
      if (isBlock || !canBeWritten(attributes, path)) return [];
      const name = path.split(".").at(-1) ?? "";
      const kind = (Object.keys(NAMES) as PointedKind[]).find((kind) => NAMES[kind].includes(name));
      // A secret's own secret_id is its name, not a pointer.
      return kind && !TARGETS[kind].includes(type) ? [{ type, path, kind }] : [];
    }),
  );
}

/** An attribute inside a block that only Google writes is Google's as well. */
function canBeWritten(attributes: Record<string, Attribute>, path: string): boolean {
  const attribute = attributes[path];
  const parent = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : undefined;
  return Boolean(attribute?.required || attribute?.optional) && (!parent || canBeWritten(attributes, parent));
}
