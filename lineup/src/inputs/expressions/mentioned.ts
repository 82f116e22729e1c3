import type { Reference } from "../../values";

const MENTIONED = /\b((?:data\.)?google_\w{1,100}\.[A-Za-z_][\w-]{0,200}(?:\[[^\]]{0,200}\])?)\.([a-z_]\w{0,100})/g;

/** The attributes of resources that a text mentions, in the module that has this prefix: "module.m.", or "" for the root. */
export function mentionedIn(text: string, prefix = ""): Reference[] {
  return [...text.matchAll(MENTIONED)].map(([, address, attribute]) => ({
    address: prefix + String(address),
    attribute: String(attribute),
  }));
}

const NAMED = /\b(var|local|module)\.([A-Za-z_][\w-]{0,200})/g;

/** The variables, locals and module calls that a text names. */
export function namedIn(text: string): { root: string; name: string }[] {
  const found = [...text.matchAll(NAMED)].map(([, root, name]) => ({ root: String(root), name: String(name) }));
  return [...new Map(found.map((one) => [`${one.root}.${one.name}`, one])).values()];
}
