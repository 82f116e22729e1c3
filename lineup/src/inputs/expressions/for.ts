import { Unresolved } from "../../values";
import { convert, REFUSED } from "./convert";
import type { Evaluation } from "./evaluate";
import { joined } from "./joined";
import type { ForNode } from "./syntax";
import {
  entriesOf,
  fieldsOf,
  holesIn,
  itemsOf,
  ListValue,
  type ObjectValue,
  OpenList,
  OpenMap,
  objectOf,
  Refused,
  type Typed,
} from "./types";

/** `[for …]`, `{for …}` and `%{for}`: unresolved as a whole where it is not known over what, or for which. */
export function forEach(node: ForNode, evaluation: Evaluation): Typed {
  const over = evaluation.value(node.over);
  const pairs = pairsOf(over);
  if (!pairs) return evaluation.settled(over instanceof Unresolved ? undefined : REFUSED, [over]);
  // Terraform checks the condition even where there is nothing to check it for.
  if (pairs.length === 0 && node.test) {
    const open = new Unresolved("an item of nothing");
    const names = { ...(node.keyName === undefined ? {} : { [node.keyName]: open }), [node.valueName]: open };
    const test = evaluation.with(names).value(node.test);
    if (test === null || convert(test, "bool") === REFUSED) return evaluation.settled(REFUSED, [test]);
    if (test instanceof Refused) return evaluation.settled(REFUSED, [test]);
  }
  const seen: Typed[] = [];
  const found: Made[] = [];
  // What may be made besides: for items that may be there, and those of which the condition is not known.
  const maybe: Made[] = [];
  const isClosed = !isOpen(over) || over.possible !== undefined;
  const rest: Typed[] = isOpen(over) ? [over, ...(isClosed ? [] : unknownItem(node, over, evaluation))] : [];
  for (const { key, item, isCertain } of pairs) {
    const inside = evaluation.with({
      ...(node.keyName === undefined ? {} : { [node.keyName]: key }),
      [node.valueName]: item,
    });
    const test = node.test ? inside.value(node.test) : true;
    const counts = test === null ? REFUSED : convert(test, "bool");
    const value = counts === false ? null : inside.value(node.value);
    if (counts === REFUSED || test instanceof Refused) return evaluation.settled(REFUSED, [test, value]);
    if (counts === false) continue;
    const made = { key: node.key ? inside.value(node.key) : null, value };
    seen.push(made.key, value);
    if (counts === true && isCertain) found.push(made);
    else {
      maybe.push(made);
      rest.push(test, made.key, value);
    }
  }
  const values = evaluation.together(found.map(({ value }) => value));
  if (values instanceof Unresolved) return values;
  if (node.into === "object")
    return objectFrom(node, { found, maybe: isClosed ? maybe : undefined, seen, rest }, evaluation);
  if (node.into === "tuple") {
    if (rest.length === 0) return values;
    return evaluation.openList(values as Typed[], rest, isClosed ? maybe.map(({ value }) => value) : undefined);
  }
  if (rest.length > 0) return evaluation.settled(undefined, [...seen, ...rest]);
  return evaluation.words(joined(values as Typed[], "a template"), seen);
}

interface Made {
  key: Typed;
  value: Typed;
}

interface Results {
  found: readonly Made[];
  /** Undefined where anything else may be made as well. */
  maybe: readonly Made[] | undefined;
  seen: readonly Typed[];
  rest: readonly Typed[];
}

function objectFrom(node: ForNode, { found, maybe, seen, rest: unknown }: Results, evaluation: Evaluation): Typed {
  const groups = new Map<string, Typed[]>();
  const rest = [...unknown];
  for (const { key, value } of found) {
    const name = nameOf(key);
    if (name === REFUSED) return evaluation.settled(REFUSED, seen);
    if (name === undefined) {
      rest.push(key, value);
      continue;
    }
    const group = groups.get(name) ?? [];
    if (group.length > 0 && !node.grouped) return evaluation.settled(REFUSED, seen);
    group.push(value);
    groups.set(name, group);
  }
  const made = objectOf([...groups].map(([name, group]) => [name, node.grouped ? group : (group[0] ?? null)]));
  if (rest.length === 0) return made;
  // A key that comes twice is refused; in a group, there may be more in each.
  if (node.grouped) return evaluation.settled(undefined, [...seen, ...rest]);
  const possible = maybe?.map(({ key, value }) => [nameOf(key), value] as const);
  const isNamed = found.every(({ key }) => typeof nameOf(key) === "string");
  const named = possible?.flatMap(([name, value]) => (typeof name === "string" ? [[name, value] as const] : []));
  return evaluation.openMap(
    made,
    rest,
    isNamed && named?.length === possible?.length && named ? objectOf(named) : undefined,
  );
}

function nameOf(key: Typed): string | undefined | typeof REFUSED {
  const name = key === null || key instanceof Refused ? REFUSED : convert(key, "string");
  return typeof name === "string" || name === REFUSED ? name : undefined;
}

function isOpen(over: Typed): over is OpenMap | OpenList {
  return over instanceof OpenMap || over instanceof OpenList;
}

/** What an item comes to of which nothing is known, for what it refers to. */
function unknownItem(node: ForNode, over: Typed, evaluation: Evaluation): Typed[] {
  const item = new Unresolved(
    "an item that is not known",
    holesIn(over).flatMap(({ references }) => references),
  );
  const names = { ...(node.keyName === undefined ? {} : { [node.keyName]: item }), [node.valueName]: item };
  return [evaluation.with(names).value(node.value)];
}

interface Pair {
  key: Typed;
  item: Typed;
  isCertain: boolean;
}

function pairsOf(over: Typed): Pair[] | undefined {
  const fields = over instanceof OpenMap ? over.certain : fieldsOf(over);
  const entries = (all: ObjectValue, isCertain: boolean) =>
    entriesOf(all).map(([key, item]) => ({ key, item, isCertain }));
  if (fields) return [...entries(fields, true), ...entries((over instanceof OpenMap && over.possible) || {}, false)];
  if (over instanceof OpenList) {
    const key = new Unresolved("the place in a list");
    return [
      ...over.certain.map((item) => ({ key, item, isCertain: true })),
      ...(over.possible ?? []).map((item) => ({ key, item, isCertain: false })),
    ];
  }
  const isSet = over instanceof ListValue && over.kind === "set";
  return itemsOf(over)?.map((item, index) => ({ key: isSet ? item : index, item, isCertain: true }));
}
