import type { Step } from "../compare/differences";
import { type Fields, isFields, type Value } from "../values";

/** The values with one place as another version has it: tracing with only that difference shows its effect. */
export function withValueAt(values: Fields, from: Fields, steps: readonly Step[]): Fields {
  const made = setAt(values, from, steps);
  return isFields(made) ? made : values;
}

type Side = Value | undefined;

function setAt(value: Side, from: Side, [step, ...rest]: readonly Step[]): Side {
  if (step === undefined) return from;
  if ("key" in step) return setKey(value, from, step.key, rest);
  const [mine, theirs] = [listOf(value), listOf(from)];
  const position = (items: readonly Value[]) => ("index" in step ? step.index : indexOf(items, step.name));
  const [at, source] = [position(mine), position(theirs)];
  const old = at < 0 ? undefined : mine[at];
  const taken = source < 0 ? undefined : theirs[source];
  const made = rest.length === 0 ? taken : setAt(old ?? emptyBlock(step), taken, rest);
  if (made === undefined) return mine.filter((_, index) => index !== at);
  return old === undefined ? [...mine, made] : mine.map((item, index) => (index === at ? made : item));
}

/** Only one thing in a block is meant: the block comes with nothing else. */
function emptyBlock(step: Step): Fields {
  return "name" in step ? { name: step.name } : {};
}

function setKey(value: Side, from: Side, key: string, rest: readonly Step[]): Side {
  const [mine, theirs] = [isFields(value) ? value : {}, isFields(from) ? from : {}];
  const made = setAt(mine[key], theirs[key], rest);
  const { [key]: _, ...others } = mine;
  return made === undefined ? others : { ...others, [key]: made };
}

function listOf(value: Side): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function indexOf(items: readonly Value[], name: string): number {
  return items.findIndex((item) => isFields(item) && item.name === name);
}

/** What stands in a place. */
export function valueAt(value: Side, [step, ...rest]: readonly Step[]): Side {
  if (step === undefined || value === undefined) return value;
  if ("key" in step) {
    return isFields(value) && Object.hasOwn(value, step.key) ? valueAt(value[step.key], rest) : undefined;
  }
  const items = listOf(value);
  return valueAt(items["index" in step ? step.index : indexOf(items, step.name)], rest);
}
