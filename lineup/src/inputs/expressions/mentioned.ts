import type { Reference } from "../../values";

const MENTIONED =
  /\b((?:module\.[\w-]{1,200}\.)?(?:data\.)?google_\w{1,100}\.[A-Za-z_][\w-]{0,200}(?:\[[^\]]{0,200}\])?)\.([a-z_]\w{0,100})/g;

/** What an expression that is not evaluated mentions, so that declared paths are still seen. */
export function mentionedIn(text: string): Reference[] {
  return [...text.matchAll(MENTIONED)].map(([, address, attribute]) => ({
    address: String(address),
    attribute: String(attribute),
  }));
}
