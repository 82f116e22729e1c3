/** An object of the cloud, as its API would print it. */
export type CloudObject = Record<string, unknown>;

/** Everything that the cloud holds, each thing with its name. */
export interface Contents {
  serial: number;
  things: [name: string, thing: CloudObject][];
}

/** What the cloud holds: things under the names by which their APIs know them, such as `redis/projects/p/locations/r/instances/i`. */
export class Store {
  private readonly collections = new Map<string, Map<string, CloudObject>>();
  private serial = 1_000_000_000;

  get(name: string): CloudObject | undefined {
    const [collection, id] = split(name);
    return this.collections.get(collection)?.get(id);
  }

  put(name: string, thing: CloudObject): void {
    const [collection, id] = split(name);
    const things = this.collections.get(collection) ?? new Map<string, CloudObject>();
    this.collections.set(collection, things);
    things.set(id, thing);
  }

  remove(name: string): void {
    const [collection, id] = split(name);
    this.collections.get(collection)?.delete(id);
    // And what was kept below it: its policy, its versions.
    for (const below of this.collections.keys()) {
      if (below === name || below.startsWith(`${name}/`)) this.collections.delete(below);
    }
  }

  list(collection: string): CloudObject[] {
    return [...(this.collections.get(collection)?.values() ?? [])];
  }

  count(collection: string): number {
    return this.collections.get(collection)?.size ?? 0;
  }

  /** Everything whose collection the pattern matches: all regions, all projects. What a request says is never a pattern. */
  *matching(pattern: RegExp | ((collection: string) => boolean)): Generator<{ name: string; thing: CloudObject }> {
    for (const [collection, things] of this.collections) {
      if (typeof pattern === "function" ? !pattern(collection) : !pattern.test(collection)) continue;
      for (const [id, thing] of things) yield { name: `${collection}/${id}`, thing };
    }
  }

  /** A copy of everything, to restore later. */
  snapshot(): () => void {
    const kept = this.contents();
    return () => this.restore(kept);
  }

  /** A copy of everything, which can be written as JSON. */
  contents(): Contents {
    const things = [...this.matching(/(?:)/)].map(({ name, thing }): [string, CloudObject] => [name, thing]);
    return structuredClone({ serial: this.serial, things });
  }

  restore({ serial, things }: Contents): void {
    this.serial = serial;
    this.collections.clear();
    for (const [name, thing] of structuredClone(things)) this.put(name, thing);
  }

  /** Unique numbers. */
  next(): number {
    this.serial += 1;
    return this.serial;
  }
}

function split(name: string): [collection: string, id: string] {
  const slash = name.lastIndexOf("/");
  return [name.slice(0, slash), name.slice(slash + 1)];
}
