import { AddressRange, rangeFrom } from "../server/geography";

// Ranges as the cloud prints them, as ip and nft take them. What is no range of IPv4 is left out: no packet here is IPv6.

export const RFC_1918 = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

export function rangesIn(said: readonly unknown[]): string[] {
  return said.flatMap((one) => rangeFrom(one)?.text ?? []);
}

export function holds(outer: string, inner: string): boolean {
  const [large, small] = [rangeFrom(outer), rangeFrom(inner)];
  return large !== undefined && small !== undefined && large.contains(small);
}

/**
 * One address for each part into which these ranges cut the range: what holds for it, holds for all of its part.
 * Google keeps the first address of a range to itself.
 */
export function oneOfEachPart(said: string, cuts: readonly string[]): string[] {
  const whole = rangeFrom(said);
  if (!whole) return [];
  const edges = cuts.flatMap((cut) => {
    const range = rangeFrom(cut);
    return range ? [range.from, range.to + 1] : [];
  });
  const inside = edges.filter((edge) => edge > whole.from && edge <= whole.to);
  const first = Math.min(whole.from + 1, whole.to);
  return [...new Set([first, ...inside])].map((number) => new AddressRange(number, 32).address(0));
}
