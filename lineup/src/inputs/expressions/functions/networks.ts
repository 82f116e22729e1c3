import { convert } from "../convert";
import type { Typed } from "../types";
import { type Implementation, known } from "./implementation";

/** An IPv4 range: IPv6 is left unresolved. */
interface Range {
  address: number;
  bits: number;
}

export const NETWORKS: Record<string, Implementation> = {
  cidrsubnet: known((args) => {
    const [prefix, more, number] = [args[0], ...args.slice(1).map(numberOf)];
    const range = rangeIn(prefix);
    if (!range || !isCount(more) || !isCount(number)) return undefined;
    const bits = range.bits + more;
    if (bits > 32 || number >= 2 ** more) return undefined;
    return `${dotted(range.address + number * 2 ** (32 - bits))}/${bits}`;
  }),
  cidrhost: known((args) => {
    const [prefix, number] = [args[0], numberOf(args[1])];
    const range = rangeIn(prefix);
    if (!range || !isCount(number) || number >= 2 ** (32 - range.bits)) return undefined;
    return dotted(range.address + number);
  }),
  cidrnetmask: known(([prefix]) => {
    const range = rangeIn(prefix);
    return range && dotted(2 ** 32 - 2 ** (32 - range.bits));
  }),
};

function numberOf(arg: Typed | undefined): unknown {
  return arg === undefined || arg === null ? undefined : convert(arg, "number");
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}

function rangeIn(prefix: unknown): Range | undefined {
  const [, a, b, c, d, length] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(String(prefix)) ?? [];
  const numbers = [a, b, c, d].map((text) => (/^0\d/.test(text ?? "") ? Number.NaN : Number(text)));
  const bits = Number(length);
  if (typeof prefix !== "string" || /^0\d/.test(length ?? "") || !(bits <= 32)) return undefined;
  if (!numbers.every((number) => number <= 255)) return undefined;
  const address = numbers.reduce((sum, number) => sum * 256 + number, 0);
  return { address: address - (address % 2 ** (32 - bits)), bits };
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
