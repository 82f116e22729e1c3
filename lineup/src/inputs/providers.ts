import { Unresolved } from "../values";
import { blocks, own, type RawBlock } from "./blocks";
import type { Typed } from "./expressions/types";
import type { ProviderDefaults } from "./model";

/** A provider block: its name in this root, which the root may choose, and its body. */
export interface ProviderBlock {
  name: string;
  body: RawBlock;
}

/** The provider blocks in a file. */
export function providersIn(file: RawBlock): ProviderBlock[] {
  return blocks(own(file, "provider")).flatMap((byName) =>
    Object.entries(byName).flatMap(([name, bodies]) => blocks(bodies).map((body) => ({ name, body }))),
  );
}

/** In an override file, a block of the same name and alias adds to what was said. */
export function withOverride(providers: readonly ProviderBlock[], override: ProviderBlock): ProviderBlock[] {
  const isSame = ({ name, body }: ProviderBlock) =>
    name === override.name && own(body, "alias") === own(override.body, "alias");
  if (!providers.some(isSame)) return [...providers, override];
  return providers.map((one) => (isSame(one) ? { ...one, body: { ...one.body, ...override.body } } : one));
}

/** What the providers of a root fill in, each evaluated once. */
export class Providers {
  private readonly defaults = new Map<string, ProviderDefaults>();

  constructor(
    private readonly providers: readonly ProviderBlock[],
    private readonly evaluate: (block: RawBlock, key: string) => Typed,
  ) {}

  /** Of a resource: the provider that it names, or the one that its type begins with. */
  of(type: string, body: RawBlock): ProviderDefaults {
    const named = /^(?:\$\{)?([\w-]+)(?:\.([\w-]+))?\}?$/.exec(String(own(body, "provider") ?? ""));
    const name = named?.[1] ?? type.split("_", 1)[0] ?? "";
    const alias = named?.[2];
    const key = `${name}.${alias ?? ""}`;
    const already = this.defaults.get(key);
    if (already) return already;
    const found = this.providers.find((one) => one.name === name && own(one.body, "alias") === alias)?.body ?? {};
    const setting = (which: string) => {
      const value = own(found, which) === undefined ? null : this.evaluate(found, which);
      if (value === null) return undefined;
      return typeof value === "string" ? value : new Unresolved(`the ${which} of the provider ${key}`);
    };
    const project = setting("project");
    const defaults: ProviderDefaults = {
      project: project instanceof Unresolved ? `(${project.text})` : project,
      region: setting("region"),
    };
    this.defaults.set(key, defaults);
    return defaults;
  }
}
