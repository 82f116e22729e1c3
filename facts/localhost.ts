/**
 * The machine that asks, by its names: in a container that is the container itself. Hosts only: "not-localhost.example.com"
 * and 2001:db8::1 are other machines. A bare 0.0.0.0 is an address to listen on, and counts where something is called there.
 */
const LOCALHOST =
  /(?<![\w-])localhost(?:\.localdomain)?(?![\w-]|\.\w)|(?<![\w.])127(?:\.\d{1,3}){3}\b|(?<![\w:])::1(?![\w:])|(?<=\/\/|@)0\.0\.0\.0\b|(?<![\w.-])host\.docker\.internal(?![\w-]|\.\w)/i;

/** Under which name a text points at the machine that reads it; undefined where it does not. */
export function localhostIn(text: string): string | undefined {
  return LOCALHOST.exec(text)?.[0].toLowerCase();
}
