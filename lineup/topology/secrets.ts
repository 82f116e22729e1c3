import type { Resource } from "../inputs/model";
import { Unresolved, type Value, withoutKey } from "../values";
import { get, knownText, lastSegment } from "./read";

interface Entry {
  version: Resource;
  /** The version says that it is this secret's; else it only reads something of it. */
  isSaid: boolean;
}

/** The versions of secrets, found by the address of the secret and by its id. */
export class SecretVersions {
  private readonly entries = new Map<string, Entry[]>();

  constructor(secrets: readonly Resource[], versions: readonly Resource[]) {
    const ids = new Map<string, Set<string>>();
    for (const secret of secrets) {
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

  /** What the secret holds, where exactly one version of it is written here. For judging only: it is never printed. */
  valueOf(secret: Value | undefined): Value | undefined {
    const [only, ...others] = this.at(keyOf(secret)).filter(({ isSaid }) => isSaid);
    return only && others.length === 0 ? get(only.version, "secret_data") : undefined;
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
