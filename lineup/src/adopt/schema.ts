import { type AttributeFacts, attributesOf } from "../../../facts/provider";
import { addTo } from "../grouping";

/** One attribute of a type in the provider's schema, with those of its block where it is one. */
export interface Attribute {
  name: string;
  /** As the facts name it: `template.containers.env`. */
  path: string;
  facts: AttributeFacts;
  inner: readonly Attribute[];
}

const trees = new Map<string, readonly Attribute[]>();

/** The attributes of a type as a tree; undefined where its schema is not at hand. */
export function schemaOf(type: string): readonly Attribute[] | undefined {
  const known = trees.get(type);
  if (known) return known;
  const attributes = attributesOf(type);
  if (!attributes) return undefined;
  const below = new Map<string, string[]>();
  for (const path of Object.keys(attributes)) addTo(below, path.slice(0, Math.max(0, path.lastIndexOf("."))), path);
  const treeAt = (parent: string): Attribute[] =>
    (below.get(parent) ?? []).map((path) => ({
      name: path.slice(path.lastIndexOf(".") + 1),
      path,
      facts: attributes[path] ?? {},
      inner: treeAt(path),
    }));
  const tree = treeAt("");
  trees.set(type, tree);
  return tree;
}

/** Whether the provider keeps of this map only the keys that a configuration says: labels, annotations. */
export function isKeptByKey(type: string, name: string): boolean {
  return attributesOf(type)?.[`effective_${name}`] !== undefined;
}
