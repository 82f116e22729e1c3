import type { Resource } from "../inputs/model";
import { lastSegment, Unresolved, type Value, withoutKey } from "../values";
import { compareProjects, projectOf, type Sameness } from "./networks";
import { get, knownText } from "./read";
import { type Content, contentOf, numberOf, versionIsNamed } from "./secret-content";

interface Entry {
  version: Resource;
  /** The version says that it is this secret's; else it only reads something of it. */
  isSaid: boolean;
}

/** The versions of secrets, found by the address of the secret and by its id. */
export class SecretVersions {
  private readonly entries = new Map<string, Entry[]>();
  private readonly secrets = new Map<string, Resource>();
  /** Projects by their numbers: a secret that is made says both, one in its name and one beside it. */
  private readonly numbers = new Map<string, string>();

  constructor(secrets: readonly Resource[], versions: readonly Resource[]) {
    const ids = new Map<string, Set<string>>();
    for (const secret of secrets) {
      this.secrets.set(secret.address, secret);
      const number = /^projects\/(\d+)\//.exec(knownText(get(secret, "name")) ?? "")?.[1];
      const project = projectOf(secret);
      if (number !== undefined && project !== undefined) this.numbers.set(number, project);
      const id = knownText(get(secret, "secret_id"));
      if (id === undefined) continue;
      for (const key of new Set([secret.address, withoutKey(secret.address)])) {
        ids.set(key, (ids.get(key) ?? new Set()).add(id));
      }
    }
    const keysOf = (address: string) => [address, ...(ids.get(address) ?? [])];
    for (const version of versions) {
      const said = keyOf(get(version, "secret"));
      if (said !== undefined) this.add(keysOf(said), { version, isSaid: true });
      // An expression around the secret, or instances that a plan does not tell apart: whatever is read may be it.
      else
        this.add(
          version.reads.flatMap((read) => [withoutKey(read.address), ...keysOf(read.address)]),
          { version, isSaid: false },
        );
    }
  }

  /** Every version that may be one of this secret. */
  of(secret: Resource): Resource[] {
    const keys = [secret.address, withoutKey(secret.address), knownText(get(secret, "secret_id"))];
    return keys.flatMap((key) => this.at(key)).map(({ version }) => version);
  }

  /** Every version that may be one of the secret that is named. */
  named(secret: Value | undefined): Resource[] {
    return this.at(keyOf(secret)).map(({ version }) => version);
  }

  /**
   * What whoever names the secret is given, `pin` being the version they name: the latest where none is. A version that
   * is not here, or of which it is not certain that it is the one, leaves that open. For judging only: never printed.
   */
  read(secret: Value | undefined, pin?: Value, project?: string): Content {
    const entries = this.at(keyOf(secret)).filter(({ isSaid }) => isSaid);
    const projects = entries.map(({ version }) => this.sameProject(secret, version, project));
    if (projects.includes("unknown")) return { doubt: "which project's secret it is cannot be told" };
    const versions = entries.flatMap(({ version }, index) => (projects[index] === "same" ? [version] : []));
    if (versions.length === 0) return { doubt: "the content of its secret is not part of this input" };
    const [chosen, ...others] = isLatest(pin)
      ? latest(versions)
      : versions.filter((it) => versionIsNamed(pin, it, versions));
    if (!chosen) return { doubt: "the version of the secret that it names is not part of this input" };
    if (others.length > 0) return { doubt: "which version of its secret is the latest cannot be told" };
    return contentOf(chosen);
  }

  /** The same id in another project is another secret. */
  private sameProject(secret: Value | undefined, version: Resource, project: string | undefined): Sameness {
    const said = get(version, "secret");
    const its = this.projectIn(said) ?? projectOf(version);
    // A reference to the whole secret or its path is that secret, whoever reads it; its id alone is one of the reader's.
    const isId = secret instanceof Unresolved ? secret.lone?.attribute === "secret_id" : !String(secret).includes("/");
    const wanted = isId ? project : this.projectIn(secret);
    return wanted === undefined || its === undefined ? "same" : compareProjects(its, wanted);
  }

  private projectIn(secret: Value | undefined): string | undefined {
    if (typeof secret === "string") {
      const project = /^projects\/([^/]+)\//.exec(secret)?.[1];
      return this.numbers.get(project ?? "") ?? project;
    }
    const made = secret instanceof Unresolved ? this.secrets.get(secret.lone?.address ?? "") : undefined;
    return made && projectOf(made);
  }

  private at(key: string | undefined): Entry[] {
    return (key === undefined ? undefined : this.entries.get(key)) ?? [];
  }

  private add(keys: readonly string[], entry: Entry): void {
    for (const key of new Set(keys)) {
      const already = this.entries.get(key);
      if (already) already.push(entry);
      else this.entries.set(key, [entry]);
    }
  }
}

/** A secret is named by reference, by its id, or by a path that ends in its id. */
function keyOf(secret: Value | undefined): string | undefined {
  if (secret instanceof Unresolved) return secret.lone?.address;
  return typeof secret === "string" ? lastSegment(secret) : undefined;
}

function isLatest(pin: Value | undefined): boolean {
  return pin === undefined || pin === null || pin === "" || pin === "latest";
}

/** The one with the highest number; what has none yet is made after all that have one. Several where that is open. */
function latest(versions: Resource[]): Resource[] {
  const unmade = versions.filter((version) => numberOf(version) === undefined);
  if (unmade.length > 0) return unmade;
  const highest = Math.max(...versions.map((version) => numberOf(version) ?? 0));
  return versions.filter((version) => numberOf(version) === highest);
}
