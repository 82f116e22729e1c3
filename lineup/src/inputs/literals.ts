import { Unresolved } from "../values";
import { isBlock, type Raw } from "./blocks";
import { numberText } from "./expressions/numbers";
import { normalized } from "./expressions/text";
import type { Typed } from "./expressions/types";

/** What JSON holds, where Terraform evaluates nothing: defaults and values of variables. */
export function literalOf(raw: Raw): Typed {
  if (typeof raw === "string") return normalized(raw);
  if (typeof raw === "number") return numberOf(raw);
  if (Array.isArray(raw)) return raw.map(literalOf);
  if (!isBlock(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).map(([key, item]) => [normalized(key), literalOf(item)]));
}

/** JavaScript rounds numbers that Terraform keeps. */
export function numberOf(number: number): Typed {
  return numberText(number) === undefined ? new Unresolved("a number that is too large to be exact") : number;
}
