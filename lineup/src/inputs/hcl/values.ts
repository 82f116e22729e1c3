import { Unresolved } from "../../values";
import type { Raw } from "../blocks";
import { UnusableInput } from "../model";
import { constant } from "./constant";
import { blocksIn } from "./lines";
import { hclTextOf, parsedHcl } from "./parser";
import { jointsIn } from "./skeleton";

/** The values of variables in a .tfvars file. */
export async function valuesInHcl(path: string): Promise<Map<string, Raw | Unresolved>> {
  const text = hclTextOf(path);
  const parsed = await parsedHcl(text, path);
  const [block] = blocksIn(text);
  if (block) {
    throw new UnusableInput(
      `${path}:${block.line} holds a block, ${block.type}: a file of variables has NAME = VALUE alone`,
    );
  }
  const isRead = jointsIn(text).length === 0;
  return new Map(
    Object.entries(parsed).map(([name, value]) => [name, (isRead ? constant(value) : undefined) ?? notRead(name)]),
  );
}

function notRead(name: string): Unresolved {
  return new Unresolved(`a value of var.${name} that is not evaluated`);
}

/** One value, as it is typed after `--var NAME=`; undefined where it is not a literal. */
export async function valueInHcl(text: string, option: string): Promise<Raw | undefined> {
  const parsed = await parsedHcl(`value = ${text.trim()}\n`, option);
  const isOne = Object.keys(parsed).length === 1 && blocksIn(`value = ${text.trim()}\n`).length === 0;
  const value = parsed.value;
  return isOne && value !== undefined && jointsIn(text).length === 0 ? constant(value) : undefined;
}
