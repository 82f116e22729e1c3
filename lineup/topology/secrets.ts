import type { Resource } from "../inputs/model";
import { Unresolved, type Value } from "../values";
import { get, knownText, lastSegment } from "./read";

/** What a secret holds, where exactly one version of it is written here. For judging only: it is never printed. */
export class SecretValues {
  private readonly versions = new Map<string, Resource[]>();

  constructor(secrets: readonly Resource[], versions: readonly Resource[]) {
    const ids = new Map(secrets.map((secret) => [secret.address, knownText(get(secret, "secret_id"))]));
    for (const version of versions) {
      const said = get(version, "secret");
      const address = said instanceof Unresolved ? said.lone?.address : undefined;
      const id = address === undefined ? (typeof said === "string" ? lastSegment(said) : undefined) : ids.get(address);
      for (const key of [address, id]) if (key !== undefined) this.add(key, version);
    }
  }

  of(secret: Value | undefined): Value | undefined {
    const key =
      secret instanceof Unresolved
        ? secret.lone?.address
        : typeof secret === "string"
          ? lastSegment(secret)
          : undefined;
    const versions = key === undefined ? [] : (this.versions.get(key) ?? []);
    const [only] = versions;
    return versions.length === 1 && only ? get(only, "secret_data") : undefined;
  }

  private add(key: string, version: Resource): void {
    const already = this.versions.get(key);
    if (already) already.push(version);
    else this.versions.set(key, [version]);
  }
}
