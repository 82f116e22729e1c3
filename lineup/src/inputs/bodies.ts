import { type Reference, Unresolved } from "../values";
import { isBlock, own, type Raw, type RawBlock } from "./blocks";
import { type Budget, TooLarge } from "./budget";
import { evaluateTemplate, type Scope } from "./expressions/evaluate";
import { once } from "./expressions/joined";
import { type Choices, chooseIn } from "./expressions/passed-over";
import {
  entriesOf,
  fieldsOf,
  itemsOf,
  ListValue,
  type ObjectValue,
  OpenList,
  OpenMap,
  type Typed,
} from "./expressions/types";
import type { LocalNames } from "./instances";
import { numberOf } from "./literals";
import { type DynamicBlock, dynamicBlocks, keysOf } from "./resource-body";

/** Evaluates what is written in the blocks of one module. */
export class Bodies {
  constructor(
    private readonly scope: (names: LocalNames, place: string) => Scope,
    private readonly mentioned: (text: string) => Reference[],
    private readonly budget: Budget,
  ) {}

  evaluate(raw: Raw, names: LocalNames, place = ""): Typed {
    if (typeof raw === "string") return evaluateTemplate(raw, this.scope(names, place));
    if (typeof raw === "number") return numberOf(raw);
    if (typeof raw !== "object" || raw === null) return raw;
    return this.bounded(raw, () =>
      isBlock(raw) ? this.object(raw, names, place) : raw.map((item) => this.evaluate(item, names, place)),
    );
  }

  bounded(raw: Raw, evaluate: () => Typed): Typed {
    try {
      return this.budget.checked(evaluate());
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return new Unresolved(error.message, this.references(raw));
    }
  }

  /** The value of a key in a block: as written, with the blocks that its dynamic blocks add. */
  field(block: RawBlock, key: string, names: LocalNames, place = ""): Typed {
    const written = this.evaluate(own(block, key) ?? null, names, place);
    const dynamic = dynamicBlocks(block).filter(({ label }) => label === key);
    if (dynamic.length === 0) return written;
    const all = [written, ...dynamic.map((one) => this.blocksOf(one, names, place))];
    const open = all.filter((value) => value instanceof Unresolved);
    const certain = all.flatMap(certainBlocks).filter((item) => item !== null);
    if (certain.length === 0 && open.length === 1) return open[0] as Unresolved;
    // What may be there besides stands as one more item, for any number of blocks.
    const rest = open.map((one) => {
      return new OpenList(one.text, one.references, [], one instanceof OpenList ? one.possible : undefined);
    });
    return certain.length + rest.length === 0 ? null : [...certain, ...rest];
  }

  /** What the conditionals, look-ups and dynamic blocks of a block take and pass over, as far as they are decided. */
  choose(raw: Raw, names: LocalNames, place: string, choices: Choices): void {
    if (typeof raw === "string") chooseIn(raw, this.scope(names, place), choices);
    if (Array.isArray(raw)) for (const item of raw) this.choose(item, names, place, choices);
    if (!isBlock(raw)) return;
    const dynamic = dynamicBlocks(raw);
    for (const key of Object.keys(raw)) {
      if (key === "dynamic" && dynamic.length > 0) continue;
      if (/[$%]\{/.test(key)) this.choose(key, names, place, choices);
      this.choose(own(raw, key) ?? null, names, place, choices);
    }
    for (const { over, iterator, content } of dynamic) {
      this.choose(over, names, place, choices);
      const repeated = this.evaluate(over, names, place);
      const items = repeated instanceof Unresolved ? undefined : iteratedOf(repeated);
      if (items?.length === 0) choices.passedOver.add(JSON.stringify(content));
      for (const item of items ?? [undefined]) {
        this.choose(content, item ? { ...names, [iterator]: item } : names, place, choices);
      }
    }
  }

  /** An object, whose keys may be expressions, or a block. */
  private object(block: RawBlock, names: LocalNames, place: string): Typed {
    const entries: [string, Typed][] = [];
    for (const key of keysOf(block)) {
      const name = /[$%]\{/.test(key) ? this.evaluate(key, names, place) : key;
      if (typeof name !== "string")
        return new Unresolved("an object with a key that is not resolved", this.references(block));
      entries.push([name, this.field(block, key, names, place)]);
    }
    // In HCL the later one of two counts, and the parser keeps no order; in JSON Terraform refuses them.
    if (new Set(entries.map(([name]) => name)).size < entries.length)
      return new Unresolved("an object with a key that is repeated", this.references(block));
    return Object.fromEntries(entries);
  }

  /** The blocks that a dynamic block makes: those that are certain where its `for_each` is known in part. */
  private blocksOf({ label, over, iterator, content }: DynamicBlock, names: LocalNames, place: string): Typed {
    const repeated = this.evaluate(over, names, place);
    const make = (item: ObjectValue) => this.evaluate(content, { ...names, [iterator]: item }, place);
    const blocks = iteratedOf(repeated)?.map(make);
    if (blocks && !(repeated instanceof Unresolved)) return blocks;
    const possible = possibleOf(repeated)?.map(make);
    const outside = repeated instanceof Unresolved ? repeated.references : [];
    const text = `a dynamic block "${label}"`;
    return new OpenList(text, once([...this.references(content), ...outside]), blocks ?? [], possible);
  }

  private references(raw: Raw): Reference[] {
    return once(this.mentioned(JSON.stringify(raw)));
  }
}

/** What a dynamic block is made for, as far as that is known. */
function iteratedOf(over: Typed): ObjectValue[] | undefined {
  const isSet = over instanceof ListValue && over.kind === "set";
  const items = itemsOf(over);
  if (items) return items.map((value, index) => ({ key: isSet ? value : index, value }));
  const fields = over instanceof OpenMap ? over.certain : fieldsOf(over);
  if (fields) return entriesOf(fields).map(([key, value]) => ({ key, value }));
  // Where in the list each item stands is not known.
  if (!(over instanceof OpenList)) return undefined;
  return over.certain.map((value) => ({ key: new Unresolved("the place in a list"), value }));
}

/** What else it may be made for; undefined where that may be anything. */
function possibleOf(over: Typed): ObjectValue[] | undefined {
  if (over instanceof OpenMap && over.possible) return entriesOf(over.possible).map(([key, value]) => ({ key, value }));
  if (!(over instanceof OpenList) || !over.possible) return undefined;
  return over.possible.map((value) => ({ key: new Unresolved("the place in a list"), value }));
}

function certainBlocks(value: Typed): readonly Typed[] {
  if (value instanceof OpenList) return value.certain;
  return value instanceof Unresolved ? [] : (itemsOf(value) ?? [value]);
}
