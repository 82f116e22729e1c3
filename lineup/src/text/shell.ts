/** One word of a shell, whatever is in it: plain where it needs no quotes. */
export function word(text: string): string {
  // A word that begins with "-" is an option, and one that begins with "=" another word in some shells.
  if (/^[\w./@:+,%][\w./@:+,%=-]*$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
