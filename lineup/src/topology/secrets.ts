import { addTo } from "../grouping";
import type { Resource } from "../inputs/model";
import { lastSegment, Unresolved, type Value, withoutKey } from "../values";
import { compareProjects, projectOf, type Sameness } from "./networks";
import { get, knownText, within } from "./read";
import { contentOf, isPinnedVersion, type SecretContent, versionNumber } from "./secret-content";

interface Entry {
  version: Resource;
  /** Its `secret` attribute names the secret; otherwise it only reads an attribute of the secret. */
  isExplicit: boolean;
}

/** What a value says of the secret it names: the resource that makes it, its id and its project, as far as known. */
export interface SecretName {
  resource: Resource | undefined;
  id: string | undefined;
  project: string | undefined;
  /** As an inventory calls it: where a project is named by its number, with that. */
  path: string | undefined;
  shown: string;
}

/** The versions of secrets, found by the address of the secret and by its id. */
export class SecretVersions {
  private readonly entries = new Map<string, Entry[]>();
  private readonly secrets = new Map<string, Resource>();
  /** Those that are made here before those that are looked up. */
  private readonly byId = new Map<string, Resource[]>();
  /** Project ids by project number: an existing secret has the number in its name and the id as an attribute. */
  private readonly numbers = new Map<string, string>();
  /** What was read before: many services are given the same secret. */
  private readonly found = new Map<string, Resource[] | { doubt: string }>();

  constructor(secrets: readonly Resource[], versions: readonly Resource[]) {
    const ids = new Map<string, Set<string>>();
    for (const secret of secrets) {
      this.secrets.set(secret.address, secret);
      const number = /^projects\/(\d+)\//.exec(knownText(get(secret, "name")) ?? "")?.[1];
      const project = projectOf(secret);
      if (number !== undefined && project !== undefined && project !== number) this.numbers.set(number, project);
      const id = knownText(get(secret, "secret_id"));
      if (id === undefined) continue;
      addTo(this.byId, id, secret);
      for (const key of new Set([secret.address, withoutKey(secret.address)])) {
        ids.set(key, (ids.get(key) ?? new Set()).add(id));
      }
    }
    for (const named of this.byId.values())
      named.sort((one, other) => Number(one.mode === "data") - Number(other.mode === "data"));
    const keysOf = (address: string) => [address, ...(ids.get(address) ?? [])];
    for (const version of versions) {
      const said = keyOf(get(version, "secret"));
      if (said !== undefined) this.add(keysOf(said), { version, isExplicit: true });
      // An expression, or instances that a plan does not tell apart: any secret that is read may be the one.
      else
        this.add(
          version.reads.flatMap((read) => [withoutKey(read.address), ...keysOf(read.address)]),
          { version, isExplicit: false },
        );
    }
  }

  /** Every version that may be one of this secret, without those found before by the same names. */
  of(secret: Resource, namesBefore = new Set<string>()): Resource[] {
    const keys = [secret.address, withoutKey(secret.address), knownText(get(secret, "secret_id")) ?? ""];
    const names = keys.filter((key) => !namesBefore.has(key));
    for (const name of names) namesBefore.add(name);
    return names.flatMap((name) => this.at(name)).map(({ version }) => version);
  }

  /** Every version that may be one of the secret that is named. */
  named(secret: Value | undefined): Resource[] {
    return this.at(keyOf(secret)).map(({ version }) => version);
  }

  /**
   * The content of a secret, in the version `pin` or the latest. A version that is missing or ambiguous gives a doubt.
   * For judging only: never printed.
   */
  read(secret: Value | undefined, pin?: Value, project?: string): SecretContent {
    const found = this.candidates(secret, pin, project);
    if ("doubt" in found) return found;
    const [chosen, ...others] = found;
    if (!chosen || others.length > 0) return { doubt: "it is unknown which version of its secret is the latest" };
    return contentOf(chosen);
  }

  /** Every version that may be the one `pin` names, or the latest: the one that was created last, whatever its state. */
  candidates(secret: Value | undefined, pin?: Value, project?: string): Resource[] | { doubt: string } {
    const key = JSON.stringify([meant(secret), meant(pin), project]);
    const found = this.found.get(key) ?? this.find(secret, pin, project);
    this.found.set(key, found);
    return found;
  }

  private find(secret: Value | undefined, pin?: Value, project?: string): Resource[] | { doubt: string } {
    const { projects, versions } = this.explicit(secret, project);
    if (projects.includes("unknown")) return { doubt: "the project of its secret is unknown" };
    if (versions.length === 0) return { doubt: "the content of its secret is not part of this input" };
    const meant = this.behindAlias(secret, pin, project);
    const chosen = isLatest(meant) ? latest(versions) : versions.filter((it) => isPinnedVersion(meant, it, versions));
    return chosen.length > 0 ? chosen : { doubt: "the version of the secret that it names is not part of this input" };
  }

  /** A version may be pinned by an alias that the secret gives it. */
  private behindAlias(secret: Value | undefined, pin: Value | undefined, project: string | undefined) {
    if (typeof pin !== "string" || isLatest(pin) || /^\d+$/.test(pin)) return pin;
    const { resource } = this.nameOf(secret, project);
    return (resource && within(get(resource, "version_aliases"), pin)) ?? pin;
  }

  /**
   * Whether a number is pinned that none of the versions has or will get, though the secret and its versions are made
   * here: only somebody else can have made it.
   */
  isUnshown(secret: Value | undefined, pin: Value | undefined, project: string | undefined): boolean {
    const number =
      typeof pin === "number" ? pin : typeof pin === "string" && /^\d+$/.test(pin) ? Number(pin) : undefined;
    if (number === undefined || this.nameOf(secret, project).resource?.mode !== "managed") return false;
    const { versions } = this.explicit(secret, project);
    const numbers = versions.map(versionNumber);
    const highest = numbers.reduce<number>((most, one) => Math.max(most, one ?? 0), 0);
    const unmade = numbers.filter((one) => one === undefined).length;
    const mayBeMade = number > highest && number <= highest + unmade;
    return versions.length > 0 && !numbers.includes(number) && !mayBeMade;
  }

  private explicit(secret: Value | undefined, project: string | undefined) {
    const entries = this.at(keyOf(secret)).filter(({ isExplicit }) => isExplicit);
    const projects = entries.map(({ version }) => this.sameProject(secret, version, project));
    return {
      projects,
      versions: entries.flatMap(({ version }, index) => (projects[index] === "same" ? [version] : [])),
    };
  }

  /** Which secret a value names that a resource of this project holds. */
  nameOf(secret: Value | undefined, project: string | undefined): SecretName {
    if (secret instanceof Unresolved) {
      const resource = this.secrets.get(keyOf(secret) ?? "");
      const id = resource && knownText(get(resource, "secret_id"));
      const project = resource && projectOf(resource);
      return { resource, id, project, path: pathOf(project, id), shown: resource?.address ?? secret.shown };
    }
    const id = typeof secret === "string" && secret !== "" ? lastSegment(secret) : undefined;
    const isPath = String(secret).includes("/");
    const owner = isPath ? this.projectIn(secret) : project;
    const path = isPath ? String(secret) : pathOf(owner, id);
    const resource = (id === undefined ? [] : (this.byId.get(id) ?? [])).find(
      (one) => compareOwners(projectOf(one), owner) !== "different",
    );
    return { resource, id, project: owner, path, shown: resource?.address ?? shownId(id) };
  }

  compare(one: SecretName, other: SecretName): Sameness {
    if (one.resource && one.resource === other.resource) return "same";
    if (one.id === undefined || other.id === undefined) return "unknown";
    if (one.id !== other.id) return "different";
    const [its, wanted] = [one.project, other.project].map((project) => this.numbers.get(project ?? "") ?? project);
    return compareOwners(its, wanted);
  }

  /** The same id in another project is another secret. */
  private sameProject(secret: Value | undefined, version: Resource, project: string | undefined): Sameness {
    const said = get(version, "secret");
    const its = this.projectIn(said) ?? projectOf(version);
    // A reference to the whole secret or its path is that secret, whoever reads it; its id alone is one of the reader's.
    const isId =
      secret instanceof Unresolved ? secret.soleReference?.attribute === "secret_id" : !String(secret).includes("/");
    const wanted = isId ? project : this.projectIn(secret);
    return compareOwners(its, wanted);
  }

  private projectIn(secret: Value | undefined): string | undefined {
    if (typeof secret === "string") {
      const project = /^projects\/([^/]+)\//.exec(secret)?.[1];
      return this.numbers.get(project ?? "") ?? project;
    }
    const made = secret instanceof Unresolved ? this.secrets.get(keyOf(secret) ?? "") : undefined;
    return made && projectOf(made);
  }

  private at(key: string | undefined): Entry[] {
    return (key === undefined ? undefined : this.entries.get(key)) ?? [];
  }

  private add(keys: readonly string[], entry: Entry): void {
    for (const key of new Set(keys)) addTo(this.entries, key, entry);
  }
}

/** What a secret or version is found by. */
function meant(value: Value | undefined): unknown {
  return value instanceof Unresolved ? [value.soleReference, value.references] : value;
}

/** A secret is named by reference, by its id, or by a path that ends in its id. */
function keyOf(secret: Value | undefined): string | undefined {
  if (secret instanceof Unresolved) return secret.soleReference?.address ?? keptAddress(secret);
  return typeof secret === "string" ? lastSegment(secret) : undefined;
}

/** A project that is not said is the other one's. */
function compareOwners(one: string | undefined, other: string | undefined): Sameness {
  return one === undefined || other === undefined ? "same" : compareProjects(one, other);
}

function pathOf(project: string | undefined, id: string | undefined): string | undefined {
  return project === undefined || id === undefined ? undefined : `projects/${project}/secrets/${id}`;
}

function shownId(id: string | undefined): string {
  return id !== undefined && /^[\w-]{1,255}$/.test(id) ? `the secret ${id}` : "a secret";
}

function isLatest(pin: Value | undefined): boolean {
  return pin === undefined || pin === null || pin === "" || pin === "latest";
}

/** The one with the highest number; what has none yet is made after all that have one. Several where that is open. */
function latest(versions: Resource[]): Resource[] {
  const unmade = versions.filter((version) => versionNumber(version) === undefined);
  if (unmade.length > 0) return unmade;
  const highest = versions.reduce((most, version) => Math.max(most, versionNumber(version) ?? 0), 0);
  return versions.filter((version) => versionNumber(version) === highest);
}

/** Of `x.y[each.key].id` a plan keeps the instance and not the attribute. */
function keptAddress({ references, kept }: Unresolved): string | undefined {
  const [only, ...others] = references;
  return kept !== "expression" && others.length === 0 ? only?.address : undefined;
}
