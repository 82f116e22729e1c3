import { Unresolved } from "../../values";
import { isBlock, type Raw } from "../blocks";
import { Budget } from "../budget";
import { evaluateTemplate, type Scope } from "../expressions/evaluate";
import type { Typed } from "../expressions/types";
import { numberOf } from "../literals";

/** What an expression without names comes to, such as a default; undefined where it is not evaluated. */
export function constant(raw: Raw): Raw | undefined {
  return plain(raw, new Budget());
}

const NO_NAMES: Omit<Scope, "budget"> = {
  lookUp: (_, __, text) => new Unresolved(text),
  mentioned: () => [],
  place: "",
};

function plain(raw: Raw, budget: Budget): Raw | undefined {
  if (typeof raw === "string") return asRaw(evaluateTemplate(raw, { ...NO_NAMES, budget }));
  if (typeof raw === "number") return asRaw(numberOf(raw));
  if (typeof raw !== "object" || raw === null) return raw;
  if (Array.isArray(raw)) {
    const items = raw.map((item) => plain(item, budget));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  const entries = Object.entries(raw).map(([key, item]) => [plain(key, budget), plain(item, budget)] as const);
  const names = new Set(entries.map(([key]) => key));
  const isWhole = entries.every(([key, item]) => typeof key === "string" && item !== undefined);
  // Of two keys that are the same, Terraform takes the later one: their order is lost.
  return isWhole && names.size === entries.length ? (Object.fromEntries(entries) as { [key: string]: Raw }) : undefined;
}

/** Undefined for a value that JSON does not hold. */
function asRaw(value: Typed): Raw | undefined {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(asRaw);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (!isBlock(value) || Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  const entries = Object.entries(value as { [key: string]: Typed }).map(([key, item]) => [key, asRaw(item)] as const);
  return entries.every(([, item]) => item !== undefined)
    ? (Object.fromEntries(entries) as { [key: string]: Raw })
    : undefined;
}
