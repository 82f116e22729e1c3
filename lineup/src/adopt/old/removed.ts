import { addTo } from "../../grouping";
import { count, enumerated } from "../../text/words";
import { modulePrefix, typeAt, withoutKeys } from "../../values";
import type { Forgotten, NotForgotten, RemovedBlock, Split } from "./contract";
import type { Held } from "./pairs";
import type { OldThing } from "./state";

/** One block in the configuration of the old root, with all its instances. */
interface Block {
  from: string;
  taken: OldThing[];
  others: OldThing[];
}

/** What the old root can forget, block by block, and where a block has instances that nobody takes over. */
export function removal(held: readonly Held[]): { blocks: Forgotten[]; notForgotten: NotForgotten[] } {
  const all = blocksOf(held);
  const names = new Set(held.map(({ thing }) => thing.block));
  const [whole, mixed] = [
    all.filter(({ others }) => others.length === 0),
    all.filter(({ others }) => others.length > 0),
  ];
  return {
    blocks: whole.map(({ from, taken }) => ({ from, instances: taken.map(shown) })),
    notForgotten: mixed.map((block) => notForgotten(block, names)),
  };
}

export function removedBlock(from: string): RemovedBlock {
  return { from, lifecycle: { destroy: false } };
}

function blocksOf(held: readonly Held[]): Block[] {
  const things = new Map<string, Held[]>();
  for (const one of held) addTo(things, one.thing.block, one);
  return [...things]
    .map(([from, instances]) => ({
      from,
      taken: instances.filter(({ pairs }) => pairs.length > 0).map(({ thing }) => thing),
      others: instances.filter(({ pairs }) => pairs.length === 0).map(({ thing }) => thing),
    }))
    .filter(({ taken }) => taken.length > 0);
}

export function shown({ address, isDeposed }: OldThing): string {
  return isDeposed ? `${address} (deposed)` : address;
}

function notForgotten({ from, taken, others }: Block, names: Set<string>): NotForgotten {
  const deposed = others.filter(({ isDeposed }) => isDeposed);
  const said = { from, takenOver: taken.map(shown), others: others.map(shown) };
  if (deposed.length > 0) {
    const what = `${count(deposed.length, "old object")} of it ${deposed.length === 1 ? "is" : "are"} still to be deleted`;
    const says = `${what}, which a removed block would forget as well: let the old root delete ${deposed.length === 1 ? "it" : "them"} first, by its own plan, and adopt again`;
    return { ...said, wayOut: { says, file: null } };
  }
  const moved = others.map(({ address }) => ({ from: address, to: newName(address, names) }));
  const file: Split = { moved, removed: [removedBlock(from)] };
  const blocks = enumerated(moved.map(({ to }) => to));
  const says = `a removed block takes no index and would forget ${enumerated(others.map(shown))} too: write ${blocks} in the old root with what ${others.length === 1 ? "it is" : "they are"} today, take ${from} out, and put both parts of this file there: its plan then moves what stays and forgets the rest`;
  return { ...said, wayOut: { says, file } };
}

/** A name in the root for what was an instance: `kept_1` of `kept[1]`, and no other's name. */
function newName(address: string, names: Set<string>): string {
  const block = withoutKeys(address);
  const path = `${modulePrefix(address)}${address.slice(modulePrefix(address).length).split(".").slice(1).join(".")}`;
  const plainPath = path
    .replaceAll("module.", "")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const wanted = `${typeAt(block)}.${/^[A-Za-z]/.test(plainPath) ? plainPath : `kept_${plainPath}`}`.slice(0, 200);
  let name = wanted;
  for (let number = 2; names.has(name); number++) name = `${wanted}_${number}`;
  names.add(name);
  return name;
}
