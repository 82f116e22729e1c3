/** Terraform's order of text: that of its UTF-8 bytes, which is that of its code points. */
export function inOrder(one: string, other: string): number {
  if (one === other) return 0;
  if (isPlain(one) && isPlain(other)) return one < other ? -1 : 1;
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** ASCII alone: letters have one case each, and characters are what they look like. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is
const PLAIN = /^[\x00-\x7f]*$/;

/** Terraform normalizes all text. Half of a surrogate pair is no text at all. */
export function normalized(text: string): string {
  return isPlain(text) ? text : Buffer.from(text).toString().normalize("NFC");
}
