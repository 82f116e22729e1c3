import { field, type Reference, referencesIn, Unresolved, type Value } from "../values";
import { isBlock, own } from "./blocks";
import { OpenList } from "./expressions/types";
import { isExpression } from "./references";
import type { Expression } from "./shapes";

/** What a configuration says in one place of a resource, whichever form it is in. */
export interface Said {
  /** In the place of a value that is not known yet; undefined where nothing is said. */
  whole(): Value | undefined;
  /** In an attribute of a block. */
  at(key: string): Said | undefined;
  /** The items of a list, or the blocks as they are written. */
  members(): readonly Said[];
  /** What other blocks refer to that may be there, any number of them. */
  readonly rest?: readonly Reference[];
  /** There is nothing else than what is said: every block that is made is among them. */
  readonly isWhole: boolean;
}

/** A configuration whose expressions are evaluated. */
export function saidByValue(value: Value | undefined): Said | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Unresolved) {
    const everywhere: Said = {
      whole: () => partOf(value),
      at: () => everywhere,
      members: () => [everywhere],
      isWhole: false,
    };
    return { ...everywhere, whole: () => value };
  }
  const members = Array.isArray(value) ? value : [value];
  const open = members.filter((item) => item instanceof OpenList);
  const blocks = open.length === 0 ? members : members.filter((item) => !(item instanceof OpenList));
  return {
    whole: () => value,
    at: (key) => saidByValue(field(blocks[0], key)),
    members: () => blocks.flatMap((item) => saidByValue(item) ?? []),
    rest: open.flatMap(({ references }) => references),
    isWhole: open.length === 0,
  };
}

/** Something within a value that is not evaluated: it has its references, and is none of them. */
function partOf({ text, references, kept }: Unresolved): Unresolved {
  return new Unresolved(text, references, undefined, undefined, false, kept);
}

type Translate = (expression: Expression) => Value;

/** The configuration in a plan: a tree of blocks with expressions, of which mostly the references are left. */
export function saidByExpression(tree: unknown, translate: Translate): Said | undefined {
  if (tree === undefined) return undefined;
  if (isExpression(tree)) {
    // An attribute of several parts is one expression.
    const value = () => saidByValue(translate(tree));
    const inside = { at: (key: string) => value()?.at(key), members: () => value()?.members() ?? [] };
    return { whole: () => translate(tree), ...inside, isWhole: false };
  }
  const blocks: unknown[] = Array.isArray(tree) ? tree : [tree];
  return {
    whole: () => unknownBlocks(expressionsIn(tree).flatMap((one) => referencesIn(translate(one)))),
    at: (key) => (key.endsWith("_wo") ? saidWriteOnly : saidByExpression)(own(blocks[0], key), translate),
    members: () => blocks.flatMap((block) => saidByExpression(block, translate) ?? []),
    isWhole: false,
  };
}

/** A write-only attribute may hold what is given at each run, of which a plan shows the default. */
function saidWriteOnly(tree: unknown, translate: Translate): Said | undefined {
  const said = saidByExpression(tree, translate);
  if (!said || !isExpression(tree) || (tree.references ?? []).length === 0) return said;
  const value = said.whole();
  return value instanceof Unresolved ? said : saidByValue(new Unresolved("a write-only attribute"));
}

/** Blocks that a plan does not know yet are not only those that are written: `dynamic` ones are missing. */
function unknownBlocks(references: readonly Reference[]): Unresolved {
  return new Unresolved("blocks that are not known yet", references, undefined, undefined, false, "some references");
}

/** Every expression below a block. */
export function expressionsIn(value: unknown, found: Expression[] = []): Expression[] {
  if (isExpression(value)) found.push(value);
  else if (Array.isArray(value)) for (const item of value) expressionsIn(item, found);
  else if (isBlock(value)) for (const key in value) expressionsIn(value[key], found);
  return found;
}
