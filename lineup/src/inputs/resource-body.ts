import { withoutPlaces } from "../../../facts/attribute-path";
import { blocks, own, type Raw, type RawBlock } from "./blocks";

// What a resource block holds besides its attributes: meta-arguments and dynamic blocks.

/** Terraform reads these itself; the provider never sees them. */
const META_ARGUMENTS = new Set([
  "depends_on",
  "lifecycle",
  "provider",
  "count",
  "for_each",
  "connection",
  "provisioner",
  "//",
]);

/** A `dynamic` block: what it is repeated over, and the name of the item in its content. */
export interface DynamicBlock {
  label: string;
  over: Raw;
  iterator: string;
  content: RawBlock;
}

/** Only what has the form of dynamic blocks is one: a map of labels may have a key named "dynamic", too. */
export function dynamicBlocks(body: RawBlock): DynamicBlock[] {
  return blocks(own(body, "dynamic")).flatMap((byLabel) =>
    Object.entries(byLabel).flatMap(([label, specifications]) =>
      blocks(specifications).flatMap((specification) => {
        const [over, iterator] = [own(specification, "for_each"), own(specification, "iterator")];
        const [content] = blocks(own(specification, "content"));
        if (over === undefined || !content) return [];
        return { label, over, iterator: typeof iterator === "string" ? withoutBraces(iterator) : label, content };
      }),
    ),
  );
}

function withoutBraces(expression: string): string {
  return /^\$\{([\w-]+)\}$/.exec(expression)?.[1] ?? expression;
}

/** The keys of a block, including those of its dynamic blocks. */
export function keysOf(block: RawBlock): string[] {
  const dynamic = dynamicBlocks(block);
  if (dynamic.length === 0) return Object.keys(block);
  return [...new Set([...Object.keys(block).filter((key) => key !== "dynamic"), ...dynamic.map(({ label }) => label)])];
}

/** A body with what an override file says of it: its blocks replace all blocks of the same name, dynamic ones too. */
export function withOverridden(before: RawBlock, body: RawBlock): RawBlock {
  const replaced = new Set(keysOf(body));
  const merged = Object.fromEntries(Object.entries(before).filter(([key]) => key !== "dynamic" && !replaced.has(key)));
  const kept = blocks(own(before, "dynamic")).map((byLabel) =>
    Object.fromEntries(Object.entries(byLabel).filter(([label]) => !replaced.has(label))),
  );
  const dynamic = [...kept, ...blocks(own(body, "dynamic"))];
  return dynamic.length === 0 ? { ...merged, ...body } : { ...merged, ...body, dynamic };
}

export function attributeNames(body: RawBlock): string[] {
  return keysOf(body).filter((key) => !META_ARGUMENTS.has(key));
}

export function withoutMetaArguments(body: RawBlock): RawBlock {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !META_ARGUMENTS.has(key)));
}

/** What `depends_on` names, without the braces that a reader of HCL puts around it. */
export function dependenciesIn(body: RawBlock): string[] {
  const list = own(body, "depends_on");
  const named = Array.isArray(list) ? list.filter((item): item is string => typeof item === "string") : [];
  return named.map((item) => item.replace(/^\$\{(.*)\}$/s, "$1"));
}

/** OpenTofu's condition under which a resource or a module exists. */
export function enabledIn(body: RawBlock): Raw | undefined {
  return blocks(own(body, "lifecycle")).flatMap((block) => own(block, "enabled") ?? [])[0];
}

/** What a resource's `lifecycle` says of its changes. */
export interface Lifecycle {
  /** Of which attributes Terraform ignores a change, as paths of the schema; "all" for each of them. */
  ignores: readonly string[];
  /** The same as they are written, with their places and keys: `labels["team"]` is one label. */
  ignoresExactly: readonly string[];
  preventsDestroy: boolean;
  /** Where it is replaced, the new one is made before the old one goes. */
  createsFirst: boolean;
}

/** Undefined where nothing of it is said. */
export function lifecycleIn(body: RawBlock): Lifecycle | undefined {
  const said = blocks(own(body, "lifecycle"));
  const ignoresExactly = said.flatMap((block) => {
    const paths = own(block, "ignore_changes") ?? [];
    return (Array.isArray(paths) ? paths : [paths]).flatMap((path) =>
      typeof path === "string" ? [path.replace(/^\$\{(.*)\}$/s, "$1")] : [],
    );
  });
  const ignores = ignoresExactly.map(withoutPlaces);
  const says = (name: string) => said.some((block) => own(block, name) === true);
  const [preventsDestroy, createsFirst] = [says("prevent_destroy"), says("create_before_destroy")];
  return ignores.length > 0 || preventsDestroy || createsFirst
    ? { ignores, ignoresExactly, preventsDestroy, createsFirst }
    : undefined;
}
