import type { Resource } from "../inputs/model";
import { type Reference, Unresolved, type Value } from "../values";
import { makesNames, meantBy } from "./meant";
import { get, isIdentityOrWhole, knownText, text, unlessComputed } from "./read";

/** Identifies a network: by project and name where they are known, and by the address of its resource. */
export interface NetworkId {
  project: string | undefined;
  name: string | undefined;
  address: string | undefined;
  /** Named by text in the configuration, not by reference. */
  literal: boolean;
  /** Why it is unknown which network it is. */
  unresolved: Unresolved | undefined;
  /** A reference that a plan keeps without its expression, assumed to be the whole value. */
  assumedReference: string | undefined;
}

const NO_NETWORK: NetworkId = {
  project: undefined,
  name: undefined,
  address: undefined,
  literal: false,
  unresolved: undefined,
  assumedReference: undefined,
};

export type Sameness = "same" | "different" | "unknown";

export function compareNetworks(a: NetworkId, b: NetworkId): Sameness {
  if (a.address !== undefined && a.address === b.address) return "same";
  if (a.name === undefined || b.name === undefined) return isOneValue(a, b) ? "same" : "unknown";
  if (a.name !== b.name) return "different";
  return compareProjects(a.project, b.project);
}

/**
 * One local that cannot be seen is one network, whichever it is, and so is one id of what is not in this input. The same
 * text in another module is another value, a name may be another network's in each
 * project, and what a plan keeps of two expressions may be the same.
 */
function isOneValue({ unresolved: one }: NetworkId, { unresolved: other }: NetworkId): boolean {
  if (one === undefined || other === undefined) return false;
  if (one === other && /^\$\{local\.[\w.-]+\}$/.test(one.text)) return true;
  const [it, its] = [idOf(one), idOf(other)];
  return it !== undefined && it.address === its?.address && it.attribute === its.attribute;
}

function idOf({ isAssumed, kept, soleReference }: Unresolved): Reference | undefined {
  return !isAssumed && kept === "expression" && soleReference && /(^|[._])(id|self_link)$/.test(soleReference.attribute)
    ? soleReference
    : undefined;
}

/** Two projects that are not set are the same: they come from one provider. */
export function compareProjects(a: string | undefined, b: string | undefined): Sameness {
  if (a === b) return "same";
  if (a === undefined || b === undefined || !isProject(a) || !isProject(b)) return "unknown";
  // A project has an id and a number; the input does not say which belong together.
  return /^\d+$/.test(a) === /^\d+$/.test(b) ? "different" : "unknown";
}

/** False for an expression in the place of a project, which equals only itself. */
function isProject(text: string): boolean {
  return /^[a-z0-9:.-]+$/i.test(text);
}

export function networkName(id: NetworkId | undefined): string {
  if (!id) return "no network";
  return id.name ?? id.address ?? id.unresolved?.shown ?? "an unknown network";
}

const NETWORK_PATH = /(?:^|\/)projects\/([^/]+)\/global\/networks\/([^/]+)$/;
const SHORT_PATH = /^global\/networks\/([^/]+)$/;
const HOPS = 20;

/** Finds networks by any of the names that configuration has for them. */
export class NetworkFinder {
  private readonly byAddress = new Map<string, Resource>();
  private readonly managed = new Map<string, Resource>();
  private readonly found = new Map<Unresolved, NetworkId>();
  /** By the project of what names them. */
  private readonly spelled = new Map<string | undefined, Map<string, NetworkId>>();
  private readonly isNamedByChance: boolean;
  private candidates: { address: string; resource: Resource }[] | undefined;

  constructor(resources: readonly Resource[]) {
    this.isNamedByChance = resources.some(makesNames);
    for (const resource of resources) {
      this.byAddress.set(resource.address, resource);
      if (resource.type !== "google_compute_network" || resource.mode !== "managed") continue;
      const name = knownText(get(resource, "name"));
      if (name !== undefined) this.managed.set(`${projectOf(resource)}/${name}`, resource);
    }
  }

  resource(address: string): Resource | undefined {
    return this.byAddress.get(address);
  }

  /** The network of a network resource. */
  of(resource: Resource): NetworkId {
    const name = text(get(resource, "name"));
    return {
      ...NO_NETWORK,
      project: projectOf(resource),
      name: typeof name === "string" ? name : undefined,
      address: resource.address,
      unresolved: name instanceof Unresolved ? name : undefined,
    };
  }

  /** The network that `value`, an attribute of `owner`, names. */
  named(value: Value | undefined, owner: Resource, hops = 0): NetworkId | undefined {
    if (value === undefined || value === null || value === "") return undefined;
    if (value instanceof Unresolved) {
      const already = this.found.get(value);
      if (already) return already;
      const network = this.referred(value, owner, hops);
      this.found.set(value, network);
      return network;
    }
    if (typeof value !== "string") return unknownNetwork(new Unresolved(JSON.stringify(value).slice(0, 80)));
    // Thousands of firewall rules spell few networks.
    const own = projectOf(owner);
    const spelled = this.spelled.get(own) ?? new Map<string, NetworkId>();
    this.spelled.set(own, spelled);
    const network = spelled.get(value) ?? this.literal(value, own);
    spelled.set(value, network);
    return network;
  }

  private literal(value: string, own: string | undefined): NetworkId {
    const [, project, name] = NETWORK_PATH.exec(value) ?? [];
    const id = {
      project: project ?? own,
      name: name ?? SHORT_PATH.exec(value)?.[1] ?? (value.includes("/") ? undefined : value),
    };
    const unresolved = id.name === undefined ? new Unresolved(value) : undefined;
    const managed = this.managed.get(`${id.project}/${id.name}`);
    return { ...NO_NETWORK, ...id, address: managed?.address, literal: true, unresolved };
  }

  private referred(value: Unresolved, owner: Resource, hops: number): NetworkId {
    const path = hops > HOPS ? undefined : this.spelledOut(value);
    if (path !== undefined) return { ...(this.named(path, owner, hops + 1) ?? unknownNetwork(value)), literal: false };
    const meant = meantBy(value, this.networks(), this.isNamedByChance);
    if (meant) {
      const only = value.references.length > 0 ? "" : ", the only network that the plan makes,";
      return { ...this.of(meant.resource), assumedReference: `${meant.address}${only}` };
    }
    const elsewhere = inUnknownProject(value);
    if (elsewhere) return elsewhere;
    const reference = value.soleReference ?? lastName(value);
    const resource = reference && this.byAddress.get(reference.address);
    if (!reference || !resource || hops > HOPS) return unknownNetwork(value);
    const assumedReference = value.isAssumed ? value.shown : undefined;
    if (resource.type === "google_compute_network") {
      // A bare name is looked up in the project of what names it.
      const isBare = value.soleReference?.attribute === "name";
      if (isBare && compareProjects(projectOf(owner), projectOf(resource)) !== "same") return unknownNetwork(value);
      return isIdentityOrWhole(reference.attribute)
        ? { ...this.of(resource), assumedReference }
        : unknownNetwork(value);
    }
    // A reference to another resource's network: google_compute_subnetwork.x.network
    const network = this.named(attributeOf(resource, reference), resource, hops + 1);
    return network
      ? { ...network, literal: network.literal, assumedReference: network.assumedReference ?? assumedReference }
      : unknownNetwork(value);
  }

  /** Every network, and every project that is yet to be made: in one of those may be any network. */
  private networks(): { address: string; resource: Resource }[] {
    this.candidates ??= [...this.byAddress.values()]
      .filter(({ type }) => type === "google_compute_network" || type === "google_project")
      .map((resource) => ({ address: resource.address, resource }));
    return this.candidates;
  }

  /** `projects/${google_compute_network.vpc.project}/global/networks/${google_compute_network.vpc.name}` */
  private spelledOut({ parts }: Unresolved): string | undefined {
    const words = parts?.map((part) => {
      if (typeof part === "string") return part;
      const resource = part.soleReference && this.byAddress.get(part.soleReference.address);
      if (!resource) return undefined;
      const [said, name] = [projectOf(resource), knownText(get(resource, "name"))];
      const project = said !== undefined && isProject(said) ? said : undefined;
      const isNetwork = resource.type === "google_compute_network" && project !== undefined && name !== undefined;
      if (part.soleReference?.attribute === "id" && isNetwork) return `projects/${project}/global/networks/${name}`;
      return part.soleReference?.attribute === "project"
        ? project
        : part.soleReference?.attribute === "name"
          ? name
          : undefined;
    });
    return words?.every((word) => word !== undefined) ? words.join("") : undefined;
  }
}

/** `projects/${google_project.hub.number}/global/networks/hub`: the name is known, the project equals only itself. */
function inUnknownProject({ parts }: Unresolved): NetworkId | undefined {
  const [before, project, after, ...more] = parts ?? [];
  if (typeof before !== "string" || !/(^|\/)projects\/$/.test(before) || more.length > 0) return undefined;
  const name = typeof after === "string" ? /^\/global\/networks\/([^/]+)$/.exec(after)?.[1] : undefined;
  return project instanceof Unresolved && name !== undefined
    ? { ...NO_NETWORK, project: unknownProject(project), name }
    : undefined;
}

/** `projects/acme/global/networks/${google_compute_network.vpc.name}`, where not even the name is known yet. */
function lastName({ parts }: Unresolved): Reference | undefined {
  const last = parts?.at(-1);
  const before = parts?.at(-2);
  const isName = last instanceof Unresolved && last.soleReference?.attribute === "name";
  return isName && typeof before === "string" && before.endsWith("/networks/") ? last.soleReference : undefined;
}

function attributeOf(resource: Resource, { attribute }: Reference): Value | undefined {
  const value = get(resource, attribute.split(".")[0] ?? "");
  return typeof value === "string" || value instanceof Unresolved ? value : undefined;
}

/** The project of a resource, or its provider's. An unknown project is returned in parentheses. */
export function projectOf(resource: Resource): string | undefined {
  const said = text(unlessComputed(get(resource, "project")));
  return said instanceof Unresolved ? unknownProject(said) : (said ?? resource.project);
}

function unknownProject({ soleReference, text: written }: Unresolved): string {
  return `(${soleReference ? `${soleReference.address}.${soleReference.attribute}` : written})`;
}

/** Whether a resource is, or may be, in a project: projects that are not set are not compared. */
export function mayBeIn(project: string | undefined, resource: Resource): boolean {
  const own = projectOf(resource);
  return project === undefined || own === undefined || compareProjects(own, project) === "same";
}

export function unknownNetwork(unresolved: Unresolved): NetworkId {
  return { ...NO_NETWORK, unresolved };
}

/** The network of a Redis without `authorized_network`. */
export function defaultNetwork(owner: Resource): NetworkId {
  return { ...NO_NETWORK, project: projectOf(owner), name: "default" };
}
