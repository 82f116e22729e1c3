import { Unresolved } from "../values";
import { blocks, own, type RawBlock } from "./blocks";
import { plain, type Typed } from "./expressions/types";
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

/** A provider by its local name in a module, and its alias. */
interface ProviderName {
  name: string;
  alias: string | undefined;
}

/** Of a resource: the provider that it names, or the one that its type begins with. */
export function providerOf(type: string, body: RawBlock): ProviderName {
  return providerNamed(own(body, "provider")) ?? { name: type.split("_", 1)[0] ?? "", alias: undefined };
}

/** `google` or `google.eu`, with or without braces around it, or one of OpenTofu's `google.by[each.key]`. */
function providerNamed(written: unknown): ProviderName | undefined {
  if (written === undefined) return undefined;
  const [, name, alias] = /^(?:\$\{)?([\w-]+)(?:\.([\w-]+))?(?:\[.*\])?\}?$/s.exec(String(written)) ?? [];
  // What is named otherwise is another provider than the default one.
  return name === undefined ? { name: "", alias: String(written) } : { name, alias };
}

type Find = (provider: ProviderName) => ProviderDefaults;

/** The providers of a module that its caller gives it: those of `providers`, and the default ones. */
export function passedProviders(call: RawBlock, ofCaller: Find): Find {
  const given = new Map(blocks(own(call, "providers")).flatMap((block) => Object.entries(block)));
  return ({ name, alias }) => {
    const passed = providerNamed(given.get(alias === undefined ? name : `${name}.${alias}`));
    if (passed) return ofCaller(passed);
    return alias === undefined ? ofCaller({ name, alias }) : NOTHING;
  };
}

const NOTHING: ProviderDefaults = { project: undefined, region: undefined };

/** What the providers of a module fill in, each evaluated once. */
export class Providers {
  private readonly defaults = new Map<string, ProviderDefaults>();

  constructor(
    private readonly providers: readonly ProviderBlock[],
    private readonly evaluate: (block: RawBlock, key: string) => Typed,
    private readonly inherited: Find = () => NOTHING,
  ) {}

  of({ name, alias }: ProviderName): ProviderDefaults {
    const key = `${name}.${alias ?? ""}`;
    const already = this.defaults.get(key);
    if (already) return already;
    const found = this.providers.find((one) => one.name === name && own(one.body, "alias") === alias)?.body;
    // An empty block in a module only says that it takes the provider of its caller.
    const configures = found && Object.keys(found).some((argument) => !PROXY.has(argument));
    const defaults = configures ? this.settings(found, key) : this.inherited({ name, alias });
    this.defaults.set(key, defaults);
    return defaults;
  }

  private settings(found: RawBlock, key: string): ProviderDefaults {
    const setting = (which: string) => {
      const value = own(found, which) === undefined ? null : this.evaluate(found, which);
      if (value === null) return undefined;
      return typeof value === "string" ? value : new Unresolved(`the ${which} of the provider ${key}`);
    };
    const project = setting("project");
    const labels = own(found, "default_labels") === undefined ? null : plain(this.evaluate(found, "default_labels"));
    return {
      project: project instanceof Unresolved ? `(${project.text})` : project,
      region: setting("region"),
      ...(labels === null || labels === undefined ? {} : { labels }),
    };
  }
}

const PROXY = new Set(["alias", "version", "//"]);
