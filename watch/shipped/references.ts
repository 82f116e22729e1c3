/** A reference of Terraform in a text: `${google_redis_instance.cache.id}`. */
export interface Reference {
  /** As it is written, with its braces. */
  text: string;
  /** "google_redis_instance.cache", or "data.google_project.own". */
  address: string;
  type: string;
  attribute: string;
}

const PATTERN = /\$\{((?:data\.)?([a-z][a-z0-9_]*)\.[A-Za-z_][A-Za-z0-9_-]*)\.([A-Za-z0-9_.[\]-]+)\}/g;

/** The references in a text, in their order. A function around one, `${split("/", …)}`, makes it none. */
export function referencesIn(text: string): Reference[] {
  return [...text.matchAll(PATTERN)].map(([whole, address = "", type = "", attribute = ""]) => {
    return { text: whole, address, type, attribute };
  });
}
