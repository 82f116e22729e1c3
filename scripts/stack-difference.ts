import { isDeepStrictEqual } from "node:util";

type Json = Record<string, unknown>;

/** The differences between two syntheses of a stack, one sentence for each address; metadata of cdktf ("//") is ignored. */
export function differences(here: Json, there: Json): string[] {
  const [ours, theirs] = [here, there].map((stack) => blocksOf(withoutNotes(stack) as Json)) as [Blocks, Blocks];
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap((address) => {
    const [our, their] = [ours.get(address), theirs.get(address)];
    if (isDeepStrictEqual(our, their)) return [];
    if (their === undefined) return [`${address} is missing there`];
    if (our === undefined) return [`${address} is only there`];
    const keys = differingKeys(our, their);
    return [keys.length > 0 ? `${address} differs in ${keys.join(", ")}` : `${address} differs`];
  });
}

type Blocks = Map<string, unknown>;

/** resource and data hold blocks by type and name, everything else by name. */
function blocksOf(stack: Json): Blocks {
  const blocks: Blocks = new Map();
  for (const [kind, members] of Object.entries(stack)) {
    for (const [name, block] of entriesOf(members)) {
      if (kind !== "resource" && kind !== "data") blocks.set(`${kind}.${name}`, block);
      else for (const [id, one] of entriesOf(block)) blocks.set(`${kind === "data" ? "data." : ""}${name}.${id}`, one);
    }
  }
  return blocks;
}

function differingKeys(our: unknown, their: unknown): string[] {
  const [ours, theirs] = [new Map(entriesOf(our)), new Map(entriesOf(their))];
  return [...new Set([...ours.keys(), ...theirs.keys()])].filter(
    (key) => !isDeepStrictEqual(ours.get(key), theirs.get(key)),
  );
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNotes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    entriesOf(value).flatMap(([key, member]) => (key === "//" ? [] : [[key, withoutNotes(member)]])),
  );
}
