import { plain } from "../text/plain";

const SAFE = /^[\w@%+=:,./-]+$/;

/**
 * One word of a command that is copied into a shell, whatever the name in it is. What would be an option has to stand
 * after its own option, as `--service=-x`: a name of Google's does not begin so.
 */
export function word(text: string): string {
  const visible = plain(text, 300);
  return SAFE.test(visible) ? visible : `'${visible.replaceAll("'", `'\\''`)}'`;
}

/** A command of words, each of which stands for itself. */
export function commandOf(...words: readonly string[]): string {
  return words.map(word).join(" ");
}
