/** Filters in the language of Logging: https://cloud.google.com/logging/docs/view/logging-query-language */

/** Entries of this kind of resource for which all of this holds. */
export function ofLog(resource: string, ...rest: string[]): string {
  return [`resource.type="${resource}"`, ...rest].join(" AND ");
}

/** One of these texts is in the line, whether it is text or a structure with a message. */
export function saying(texts: readonly string[]): string {
  const any = texts.map(quoted).join(" OR ");
  return `(textPayload:(${any}) OR jsonPayload.message:(${any}))`;
}

/** All of these texts are in it. */
export function sayingAll(texts: readonly string[]): string {
  const all = texts.map(quoted).join(" AND ");
  return `(textPayload:(${all}) OR jsonPayload.message:(${all}))`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
