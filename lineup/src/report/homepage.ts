/**
 * Where a reader of a report finds what lineup is. The package has no public address yet: this one is reserved for
 * nobody (RFC 2606), so that it never leads to somebody else. It becomes `homepage` of package.json with the first release.
 */
export const HOMEPAGE = "https://lineup.example";

/** Where a rule is explained there. */
export function explainedAt(anchor: string): string {
  return `${HOMEPAGE}/docs/rules.md${anchor === "" ? "" : `#${anchor}`}`;
}
