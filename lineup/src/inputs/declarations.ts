import type { Unresolved } from "../values";
import { blocks, labelled, own, type Raw, type RawBlock } from "./blocks";
import { type Position, UnusableInput } from "./model";
import { type ProviderBlock, providersIn, withOverride } from "./providers";
import { withOverridden } from "./resource-body";

/** A resource or data source as written, before anything in it is evaluated. */
export interface DeclaredResource {
  address: string;
  type: string;
  mode: "managed" | "data";
  body: RawBlock;
  at?: Position;
}

/** The code of a module that is called; or why it is not in this input, and what brings it. */
export type ModuleSource = { root: RootFiles } | { missing: string };

/** The files of one module folder: a root's, or those of a module that it calls. */
export interface RootFiles {
  files: RawBlock[];
  /** `override.tf.json` and the like: their arguments replace those of the other files. */
  overrides?: RawBlock[];
  /** Values of variables from tfvars files; they override defaults. */
  variableValues?: ReadonlyMap<string, Raw | Unresolved>;
  /** Files of this root that could not be read, each with why. */
  unread?: string[];
  /** Where the bodies of its resources stand, if its files have lines. */
  positions?: WeakMap<RawBlock, Position>;
  /** The modules that it calls, by the name of the call. */
  modules?: ReadonlyMap<string, ModuleSource>;
}

/** Everything that the files of one module declare, by name. */
export class Declarations {
  readonly resources = new Map<string, DeclaredResource>();
  readonly locals = new Map<string, Raw>();
  providers: ProviderBlock[] = [];
  readonly outputs = new Map<string, RawBlock>();
  readonly moduleCalls = new Map<string, RawBlock>();
  private readonly variables = new Map<string, RawBlock>();

  constructor(private readonly root: RootFiles) {
    for (const file of root.files) this.read(file, refuseRepeated);
    this.providers = root.files.flatMap(providersIn);
    for (const file of root.overrides ?? []) {
      this.read(file, withOverridden);
      for (const provider of providersIn(file)) this.providers = withOverride(this.providers, provider);
    }
  }

  get variableNames(): string[] {
    return [...this.variables.keys()];
  }

  /** The code of a module that is called. */
  source(call: string): ModuleSource {
    return this.root.modules?.get(call) ?? { missing: `the code of module.${call} is not in this input` };
  }

  /** What a variable is declared as, and the value that a tfvars file gives it. */
  variable(name: string): { declaration: RawBlock | undefined; given: Raw | Unresolved | undefined } {
    return { declaration: this.variables.get(name), given: this.root.variableValues?.get(name) };
  }

  private read(file: RawBlock, merge: (before: RawBlock, body: RawBlock, address: string) => RawBlock): void {
    for (const [section, mode] of [
      ["resource", "managed"],
      ["data", "data"],
    ] as const) {
      for (const { type, name, body } of labelled(own(file, section))) {
        const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
        const before = this.resources.get(address);
        const at = before?.at ?? this.root.positions?.get(body);
        const whole = before ? merge(before.body, body, address) : body;
        this.resources.set(address, { address, type, mode, body: whole, ...(at ? { at } : {}) });
      }
    }
    for (const [name, value] of namedBlocks(file, "locals")) {
      if (this.locals.has(name)) merge({}, {}, `local.${name}`);
      this.locals.set(name, value);
    }
    for (const [section, known, prefix] of [
      ["variable", this.variables, "var"],
      ["output", this.outputs, "output"],
      ["module", this.moduleCalls, "module"],
    ] as const) {
      for (const [name, bodies] of namedBlocks(file, section)) {
        for (const body of blocks(bodies)) {
          const before = known.get(name);
          // In an override file, arguments replace those of the same name.
          known.set(name, before ? { ...before, ...merge(before, body, `${prefix}.${name}`) } : body);
        }
      }
    }
  }
}

function namedBlocks(file: RawBlock, section: string): [string, Raw][] {
  return blocks(own(file, section)).flatMap((block) => Object.entries(block));
}

function refuseRepeated(_: RawBlock, __: RawBlock, address: string): never {
  throw new UnusableInput(`${address} is declared twice: Terraform refuses that, except in an override file`);
}
