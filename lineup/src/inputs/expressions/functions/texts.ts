import { Unresolved } from "../../../values";
import { convert, REFUSED } from "../convert";
import { joined } from "../joined";
import { isPlain } from "../text";
import { itemsOf, ListValue, type Typed } from "../types";
import { formatted } from "./format";
import { type Implementation, known, ofText } from "./implementation";

/** Letters outside ASCII have other rules in Go than in JavaScript. */
const plain = (count: number, implementation: (...args: string[]) => string | undefined) =>
  ofText(count, (...args) => (args.every(isPlain) ? implementation(...args) : undefined));

export const TEXTS: Record<string, Implementation> = {
  lower: plain(1, (text = "") => text.toLowerCase()),
  upper: plain(1, (text = "") => text.toUpperCase()),
  trimspace: plain(1, (text = "") => text.trim()),
  chomp: ofText(1, (text = "") => text.replace(/[\r\n]{1,100}$/, "")),
  trimprefix: ofText(2, (text = "", start = "") => (text.startsWith(start) ? text.slice(start.length) : text)),
  trimsuffix: ofText(2, (text = "", end = "") =>
    end !== "" && text.endsWith(end) ? text.slice(0, -end.length) : text,
  ),
  trim: plain(2, (text = "", marks = "") => trimmed(text, marks)),
  startswith: ofText(2, (text = "", start = "") => text.startsWith(start)),
  endswith: ofText(2, (text = "", end = "") => text.endsWith(end)),
  strcontains: ofText(2, (text = "", part = "") => text.includes(part)),
  // A pattern between slashes is a regular expression, of another dialect.
  replace: ofText(3, (text = "", from = "", to = "") =>
    /^\/.*\/$/s.test(from) || from === "" ? undefined : text.split(from).join(to),
  ),
  split: ofText(2, (separator = "", text = "") =>
    separator === "" ? undefined : new ListValue("list", "string", text.split(separator)),
  ),
  substr: known((args) => {
    const [text, from, length] = args;
    if (typeof text !== "string" || typeof from !== "number" || typeof length !== "number") return undefined;
    if (!isPlain(text) || from < 0 || length < 0 || from > text.length) return undefined;
    return text.slice(from, from + length);
  }),
  join: (args) => {
    const [separator, ...lists] = args;
    const items = lists.map(itemsOf);
    if (typeof separator !== "string" || lists.length === 0 || !items.every((list) => list !== undefined)) {
      return undefined;
    }
    const all = items.flat();
    return joined(
      all.flatMap((item, index): Typed[] => (index === 0 ? [item] : [separator, item])),
      "text put together by a function",
    );
  },
  format: ([pattern, ...args]) => (typeof pattern === "string" ? formatted(pattern, args) : undefined),
  formatlist: (args) => {
    const [pattern, ...lists] = args;
    if (typeof pattern !== "string" || lists.some((list) => list instanceof Unresolved)) return undefined;
    const length = Math.max(0, ...lists.map((list) => itemsOf(list)?.length ?? 0));
    if (lists.some((list) => (itemsOf(list)?.length ?? length) !== length) || !lists.some(itemsOf)) return undefined;
    const all: Typed[] = [];
    for (let index = 0; index < length; index++) {
      const one = formatted(
        pattern,
        lists.map((list) => itemsOf(list)?.[index] ?? list),
      );
      if (one === undefined || one === REFUSED) return one;
      all.push(one);
    }
    return new ListValue("list", "string", all);
  },
  basename: ofText(1, (path = "") =>
    /^[^/]+(\/[^/]+)*$/.test(path) ? path.slice(path.lastIndexOf("/") + 1) : undefined,
  ),
  tostring: ([value]) => (value === undefined || value === null ? undefined : convert(value, "string")),
};

function trimmed(text: string, marks: string): string {
  let [start, end] = [0, text.length];
  while (start < end && marks.includes(text.charAt(start))) start++;
  while (end > start && marks.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
