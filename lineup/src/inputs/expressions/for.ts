import { Unresolved } from "../../values";
import { convert, REFUSED } from "./convert";
import type { Evaluation } from "./evaluate";
import { joined } from "./joined";
import type { ForNode } from "./syntax";
import { entriesOf, fieldsOf, itemsOf, ListValue, objectOf, Refused, type Typed } from "./types";

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
  const found: { key: Typed; value: Typed }[] = [];
  for (const [key, item] of pairs) {
    const inside = evaluation.with({
      ...(node.keyName === undefined ? {} : { [node.keyName]: key }),
      [node.valueName]: item,
    });
    const test = node.test ? inside.value(node.test) : true;
    const counts = test === null ? REFUSED : convert(test, "bool");
    const value = counts === false ? null : inside.value(node.value);
    if (typeof counts !== "boolean") return evaluation.settled(counts === REFUSED ? REFUSED : undefined, [test, value]);
    if (!counts) continue;
    const made = { key: node.key ? inside.value(node.key) : null, value };
    seen.push(made.key, value);
    found.push(made);
  }
  const values = evaluation.together(found.map(({ value }) => value));
  if (node.into === "tuple" || values instanceof Unresolved) return values;
  if (node.into === "text")
    return evaluation.words(
      joined(
        found.map(({ value }) => value),
        "a template",
      ),
      seen,
    );
  return objectFrom(node, found, seen, evaluation);
}

function objectFrom(
  node: ForNode,
  found: readonly { key: Typed; value: Typed }[],
  seen: readonly Typed[],
  evaluation: Evaluation,
): Typed {
  const groups = new Map<string, Typed[]>();
  for (const { key, value } of found) {
    const name = key === null ? REFUSED : convert(key, "string");
    if (typeof name !== "string") return evaluation.settled(name === REFUSED ? REFUSED : undefined, seen);
    const group = groups.get(name) ?? [];
    if (group.length > 0 && !node.grouped) return evaluation.settled(REFUSED, seen);
    group.push(value);
    groups.set(name, group);
  }
  return objectOf([...groups].map(([name, group]) => [name, node.grouped ? group : (group[0] ?? null)]));
}

function pairsOf(over: Typed): [Typed, Typed][] | undefined {
  const items = itemsOf(over);
  if (items) {
    const isSet = over instanceof ListValue && over.kind === "set";
    return items.map((item, index): [Typed, Typed] => [isSet ? item : index, item]);
  }
  const fields = fieldsOf(over);
  return fields && entriesOf(fields);
}
