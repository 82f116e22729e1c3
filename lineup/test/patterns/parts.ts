/** A piece of a pattern that takes characters, as far as hostile texts need it. */
export interface Part {
  /** Characters that it takes; none for an assertion. */
  takes: string[];
  isRepeated: boolean;
}

/** One of each kind that patterns tell apart, and what no pattern expects. */
const CHARACTERS = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  "é",
  "\u2028",
  "\ue000",
  "\ud800",
  "…",
];
const FIRST_TRIED = [...'a0 -./_:["\\\n'];

/** An atom: an escape, a class, an opening of a group, a quantifier, or a character. */
const ATOM =
  /\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\[pP]\{[^}]*\}|\\k<[^>]*>|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

/** The pieces of a pattern in their order. Alternatives follow each other: hostile texts need no valid match. */
export function partsOf({ source, flags }: RegExp): Part[] {
  const parts: Part[] = [];
  const groups: number[] = [];
  let last = 0;
  for (const [atom] of source.matchAll(ATOM)) {
    if (atom.startsWith("(")) groups.push(parts.length);
    else if (atom === ")") last = groups.pop() ?? 0;
    else if (/^[*+]|^\{/.test(atom)) for (const part of parts.slice(last)) part.isRepeated = true;
    else if (!/^[?|^$]/.test(atom) && !/^\\[bBk]/.test(atom)) {
      last = parts.length;
      parts.push({ takes: takenBy(atom, flags), isRepeated: false });
    }
  }
  return parts;
}

function takenBy(atom: string, flags: string): string[] {
  const alone = new RegExp(`^${atom}$`, flags.replace(/[gy]/g, ""));
  const [first, ...rest] = [...FIRST_TRIED, ...CHARACTERS].filter((character) => alone.test(character));
  const other = rest.find((character) => character !== first && !FIRST_TRIED.includes(character));
  return [first, other].filter((character) => character !== undefined);
}

/** A character that the pattern does not take anywhere, where there is one. */
export function strangerTo(parts: readonly Part[]): string {
  const taken = new Set(parts.flatMap(({ takes }) => takes));
  return ["!", "\u0000", "é", "\n", "~"].find((character) => !taken.has(character)) ?? "!";
}
