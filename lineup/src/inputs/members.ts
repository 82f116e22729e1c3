/**
 * Which block of the configuration an item of a planned list or set came from. Terraform prints a set in an order of its
 * own and leaves `dynamic` blocks out of the configuration: items are matched by what is known of them, never by place.
 */
export type Origin<Block> = { one: Block } | { anyOf: readonly Block[] };

/** A list that is longer is not told apart: everything in it may come from everywhere. */
const MOST_COMPARISONS = 250_000;

interface Members<Item, Block> {
  items: readonly Item[];
  /** The items that are known in part: only these need an origin. */
  open: ReadonlySet<number>;
  blocks: readonly Block[];
  /** Whether the block may have made the item. */
  fits: (item: Item, block: Block) => boolean;
  /** The same text for items of which the same is known. */
  knownPart: (item: Item) => string;
}

/** The origin of each item in `open`. */
export function originsOf<Item, Block>(members: Members<Item, Block>): Map<number, Origin<Block>> {
  const { items, open, blocks, fits } = members;
  const candidates = (index: number): readonly Block[] =>
    blocks.filter((_, block) => made === undefined || made[block]?.has(index));
  const isSmall = items.length * blocks.length <= MOST_COMPARISONS;
  const made = isSmall ? blocks.map((block) => fitting(items, (item) => fits(item, block))) : undefined;
  const settled = new Map<number, Block>();
  for (let pairs = made && settle(members, made); pairs; pairs = made && settle(members, made)) {
    for (const [index, block] of pairs) {
      settled.set(index, blocks[block] as Block);
      made?.[block]?.clear();
      for (const others of made ?? []) others.delete(index);
    }
  }
  return new Map(
    [...open].map((index) => {
      const one = settled.get(index);
      return [index, one === undefined ? { anyOf: candidates(index) } : { one }];
    }),
  );
}

function fitting<Item>(items: readonly Item[], fits: (item: Item) => boolean): Set<number> {
  return new Set(items.flatMap((item, index) => (fits(item) ? [index] : [])));
}

/**
 * Blocks with as many items as there are blocks of that kind. Each block makes one item, so these made these; which of
 * them made which does not matter where the same is known of all of them.
 */
function settle<Item, Block>(
  { items, open, knownPart }: Members<Item, Block>,
  made: readonly ReadonlySet<number>[],
): [number, number][] | undefined {
  const alike = new Map<string, number[]>();
  for (const [block, indexes] of made.entries()) {
    // It may have made an item that is known, together with a block that is equal.
    if (indexes.size === 0 || ![...indexes].every((index) => open.has(index))) continue;
    const key = [...indexes].join(" ");
    alike.set(key, [...(alike.get(key) ?? []), block]);
  }
  for (const [key, group] of alike) {
    const indexes = key.split(" ").map(Number);
    const isOneKind = new Set(indexes.map((index) => knownPart(items[index] as Item))).size === 1;
    if (indexes.length === group.length && isOneKind) return indexes.map((index, at) => [index, group[at] as number]);
  }
  return undefined;
}
