/** A text of Terraform's in pieces: what it says, and what it takes from elsewhere. */
export type Piece = { text: string } | { expression: string };

/** One attribute of one resource or data source, and nothing around it: `${google_redis_instance.cache.id}`. */
export interface Reference {
  address: string;
  /** `google_redis_instance.id`: the form in which facts name an attribute. */
  attribute: string;
}

const WHOLE = /^((?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*)\.([a-z][a-z0-9_]*)$/;
const MENTIONED = /\b((?:data\.)?google_[a-z0-9_]+\.[A-Za-z_][\w-]*)\.([a-z][a-z0-9_]*)/g;

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let start = text.indexOf("${");
  while (start >= 0) {
    const end = endOf(text, start);
    if (end === undefined) break;
    if (start > from) pieces.push({ text: text.slice(from, start) });
    pieces.push({ expression: text.slice(start + 2, end) });
    from = end + 1;
    start = text.indexOf("${", from);
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** The `}` that ends the expression; without it the rest is text. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return undefined;
}

/** Where an expression is one attribute and nothing else. */
export function referenceIn(expression: string): Reference | undefined {
  const [, address, attribute] = WHOLE.exec(expression.trim()) ?? [];
  return address && attribute ? { address, attribute: `${typeOf(address)}.${attribute}` } : undefined;
}

/** Every attribute that an expression mentions, as deep inside functions as it stands. */
export function mentionedIn(expression: string): Reference[] {
  return [...expression.matchAll(MENTIONED)].map(([, address = "", attribute = ""]) => ({
    address,
    attribute: `${typeOf(address)}.${attribute}`,
  }));
}

/** The reference that a whole text is; undefined where there is more to it, or less. */
export function referenceOf(text: string): Reference | undefined {
  const [only, ...others] = piecesOf(text);
  return only && "expression" in only && others.length === 0 ? referenceIn(only.expression) : undefined;
}

function typeOf(address: string): string {
  const parts = address.split(".");
  return (parts[0] === "data" ? parts[1] : parts[0]) ?? "";
}
