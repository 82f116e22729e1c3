import { isIP } from "node:net";
import { isSecretName, mayBeSecretName } from "../../../facts/secret-names";
import { cut, plain } from "../text/plain";

export const MASK = "***";

/** What is longer says what it says at its beginning; the end of what is cut could hold half a secret, and goes. */
const READ = 2_000;
const LONGEST = 1_000;

/** What is a secret wherever it stands. Each is linear: nothing in it repeats what is repeated. */
const SECRETS: readonly [RegExp, string][] = [
  // The password of a URL, with whatever is before the last @ of the word.
  [/:\/\/[^\s"'<>]{0,1000}@/g, `://${MASK}@`],
  [/\b(Bearer|Basic|Digest)\s+[^\s"',;]+/gi, `$1 ${MASK}`],
  // With whatever headers it has, and to the end of the text where it was cut.
  [/-----BEGIN [A-Z ]{1,40}-----[\s\S]*?(-----END [A-Z ]{1,40}-----|$)/g, MASK],
  // The AUTH string of Memorystore is one of these.
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, MASK],
  [/\beyJ[\w-]{5,}\.[\w-]*\.?[\w-]*/g, MASK],
];
/** `NAME=value`, `"name": "some value"`: the name says whether it is a secret's. In quotes all of it is the value. */
const ASSIGNMENT = /([A-Za-z_][\w-]{0,100})(["']?\s?=\s?|["']\s?:\s?)("[^"]*"?|'[^']*'?|[^\s"',;&]+)/g;
const WORD = /[A-Za-z0-9+_=~-]{20,}/g;
const DIGEST = /sha256[:=]$/;

/**
 * The net under everything that is printed: passwords in URLs, tokens, keys and long random words are masked, wherever
 * they came from. What lineup says itself passes it unchanged.
 */
export function withoutSecrets(text: string): string {
  const known = SECRETS.reduce(
    (said, [pattern, instead]) => said.replace(pattern, instead),
    plain(text.slice(0, 2 * READ), READ),
  );
  const assigned = known.replace(ASSIGNMENT, (all, name: string, between: string, value: string) =>
    mayBeSecretName(name) || /auth/i.test(name) ? `${name}${between}${quote(value)}${MASK}${quote(value)}` : all,
  );
  const masked = assigned.replace(WORD, (word, at: number) =>
    isRandom(word) && !DIGEST.test(assigned.slice(Math.max(0, at - 7), at)) ? MASK : word,
  );
  return cut(masked, LONGEST);
}

const quote = (value: string) => /^["']/.exec(value)?.[0] ?? "";

/** Upper case, lower case and digits in one word, or nothing but hexadecimal digits, as no name is written. */
function isRandom(word: string): boolean {
  const letters = word.replace(/[_-]/g, "");
  if (/^[0-9a-f]{32,}$/i.test(letters) && /\d/.test(letters) && /[a-f]/i.test(letters)) return true;
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word) && !/_.*_.*_/.test(word);
}

/** Words of the errors that are looked for, and of those around them. Whatever a line holds besides may be anything. */
const VOCABULARY = new Set(
  [
    "a abnormal aborted accepted access account address after all an and answer api app are at attempt attempts auth",
    "authentication authorization available backend be because been before broken but by cache call called cannot check",
    "client close closed closing code command complete configuration configured connect connected connecting connection",
    "connectionerror connections container could critical database denied did disconnected dns does down during econnrefused",
    "econnreset ehostunreach enetunreach enotfound eai_again etimedout error errno establish exception exited exceeded",
    "exhausted fail failed failing failure fatal for found from get gone handshake has have health host hostname http if in",
    "info initialization initialize initialized instance internal invalid is it keepalive known limit listen listening",
    "lookup lost make max maximum memory message misconf missing mode name network no noauth node noperm not of off on",
    "oom open operation or out pair peer permission phase ping pong pool port probe protocol ready read readonly reached",
    "redis rediss refused reply request required reset resolution resolve response retry retrying revision route server",
    "service services session set shutdown shutting socket ssl start started starting startup state status still",
    "stopped support tcp temporary the timed timeout timeouterror tls to traceback transport try unable unavailable",
    "unexpected unexpectedly unhealthy unknown unreachable username-password using valkey waiting warning was websocket",
    "websockets were while with without write wrong wrongpass wrong_version_number",
  ].flatMap((words) => words.split(" ")),
);

/** What these say follows them; after any other word of its kind nothing is believed. */
const PHRASES = [
  "NOAUTH Authentication required",
  "WRONGPASS invalid username-password pair or user is disabled",
  "WRONGPASS invalid username-password pair",
  "AUTH failed",
  "invalid password",
  "Authentication required",
];

const TIME = /^\d{4}-\d\d-\d\d[T ]?(\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?)?$|^\d\d:\d\d:\d\d([.,]\d{1,9})?$/;
const NUMBER = /^-?\d{1,6}(\.\d{1,6})?(ms|s|%)?$/;
const LEADING = /^[^\w-]+/;
const TRAILING = /[^\w%]+$/;

/**
 * A line that somebody else has written, as far as it may be quoted: words of the errors that are looked for, addresses,
 * times, short numbers, and the names that are known of the project. Everything else is masked, and after the name of a
 * secret all of it.
 */
export function quoted(line: string, names: ReadonlySet<string> = new Set(), limit = 200): string {
  const said: string[] = [];
  const text = withoutSecrets(line);
  for (const piece of piecesOf(text)) {
    if (piece.isPhrase || isSayable(piece.text, names)) said.push(piece.text);
    else if (said.at(-1) !== MASK) said.push(MASK);
    if (!piece.isPhrase && beginsSecret(piece.text)) {
      if (said.at(-1) !== MASK) said.push(MASK);
      break;
    }
  }
  return cut(said.join(" "), limit);
}

interface Piece {
  text: string;
  isPhrase: boolean;
}

function* piecesOf(text: string): Generator<Piece> {
  let rest = text;
  while (rest !== "") {
    const from = rest.trimStart();
    const phrase = PHRASES.find((one) => from.toLowerCase().startsWith(one.toLowerCase()));
    const piece = phrase === undefined ? (/^\S+/.exec(from)?.[0] ?? "") : from.slice(0, phrase.length);
    if (piece !== "") yield { text: piece, isPhrase: phrase !== undefined };
    rest = from.slice(piece.length);
  }
}

function isSayable(word: string, names: ReadonlySet<string>): boolean {
  const bare = word.replace(LEADING, "").replace(TRAILING, "");
  if (bare === "") return word.length <= 3;
  if (names.has(bare) || isIP(bare) > 0 || TIME.test(bare) || NUMBER.test(bare)) return true;
  const [, host = "", port = ""] = /^([\w.-]{1,253}):(\d{1,5})$/.exec(bare) ?? [];
  if (port !== "" && (names.has(host) || isIP(host) > 0 || host === "localhost")) return true;
  return bare === "localhost" || bare.split(/[:=./()[\]{},'"-]+/).every((part) => isKnown(part)) || isKnown(bare);
}

function isKnown(part: string): boolean {
  return VOCABULARY.has(part.toLowerCase()) || /^\d{0,5}$/.test(part);
}

function beginsSecret(word: string): boolean {
  const bare = word.replace(LEADING, "").replace(TRAILING, "");
  return (
    isSecretName(bare) || mayBeSecretName(bare) || /^(auth|requirepass|masterauth|cookie|authorization)$/i.test(bare)
  );
}
