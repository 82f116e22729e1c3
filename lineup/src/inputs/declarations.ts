import { blocks, labelled, own, type Raw, type RawBlock } from "./blocks";
import { UnusableInput } from "./model";

/** A resource or data source as written, before anything in it is evaluated. */
export interface Written {
  address: string;
  type: string;
  mode: "managed" | "data";
  body: RawBlock;
}

/** The files of one root. */
export interface RootFiles {
  files: RawBlock[];
  /** `override.tf.json` and the like: what they say takes the place of what the others said. */
  overrides?: RawBlock[];
  /** Values given to variables, besides their defaults. */
  given?: ReadonlyMap<string, Raw>;
  /** Files of this root that could not be read, each with why. */
  unread?: string[];
}

/** Everything that the files of a root declare, found by its name. */
export class Declarations {
  readonly resources = new Map<string, Written>();
  readonly locals = new Map<string, Raw>();
  readonly providers: RawBlock[] = [];
  readonly moduleCalls: string[] = [];
  private readonly variables = new Map<string, RawBlock>();

  constructor(private readonly root: RootFiles) {
    for (const file of root.files) this.read(file, refuseSecond);
    for (const file of root.overrides ?? []) this.read(file, (before, body) => ({ ...before, ...body }));
  }

  /** What a variable is: given, or its default. Undefined where neither says. */
  variable(name: string): Raw | undefined {
    return this.root.given?.get(name) ?? own(this.variables.get(name), "default");
  }

  private read(file: RawBlock, again: (before: RawBlock, body: RawBlock, address: string) => RawBlock): void {
    for (const [section, mode] of [
      ["resource", "managed"],
      ["data", "data"],
    ] as const) {
      for (const { type, name, body } of labelled(own(file, section))) {
        const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
        const before = this.resources.get(address)?.body;
        this.resources.set(address, { address, type, mode, body: before ? again(before, body, address) : body });
      }
    }
    for (const [name, body] of named(file, "variable")) {
      this.variables.set(name, { ...this.variables.get(name), ...(blocks(body)[0] ?? {}) });
    }
    for (const [name, value] of named(file, "locals")) this.locals.set(name, value);
    this.moduleCalls.push(...named(file, "module").map(([name]) => name));
    for (const byName of blocks(own(file, "provider"))) {
      for (const name of ["google", "google-beta"]) this.providers.push(...blocks(own(byName, name)));
    }
  }
}

function named(file: RawBlock, section: string): [string, Raw][] {
  return blocks(own(file, section)).flatMap((block) => Object.entries(block));
}

function refuseSecond(_: RawBlock, __: RawBlock, address: string): never {
  throw new UnusableInput(`${address} is declared twice: Terraform refuses that, except in an override file`);
}

/** A `dynamic` block: what it makes, over what, and by which name its content calls the item. */
export interface Dynamic {
  label: string;
  over: Raw;
  iterator: string;
  content: RawBlock;
}

/** Only what has the form of dynamic blocks is one: a map of labels may have a key of that name, too. */
export function dynamicBlocks(body: RawBlock): Dynamic[] {
  return blocks(own(body, "dynamic")).flatMap((byLabel) =>
    Object.entries(byLabel).flatMap(([label, specifications]) =>
      blocks(specifications).flatMap((specification) => {
        const [over, iterator] = [own(specification, "for_each"), own(specification, "iterator")];
        const [content] = blocks(own(specification, "content"));
        if (over === undefined || !content) return [];
        return { label, over, iterator: typeof iterator === "string" ? bare(iterator) : label, content };
      }),
    ),
  );
}

function bare(expression: string): string {
  return /^\$\{([\w-]+)\}$/.exec(expression)?.[1] ?? expression;
}
