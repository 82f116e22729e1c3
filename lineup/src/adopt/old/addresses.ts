import type { StateResource } from "../../inputs/shapes";
import { plain } from "../../text/plain";
import { count } from "../../text/words";

const NAMED = 10;
const KEY = String.raw`(?:\[(?:\d+|"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*")\])?`;
const NAME = String.raw`[\p{L}_][\p{L}\p{N}_-]*`;
const ADDRESS = new RegExp(`^(?:module\\.${NAME}${KEY}\\.)*(${NAME})\\.${NAME}${KEY}$`, "u");

/** A `removed` block and commands are made of addresses. */
export function addressProblems(resources: readonly StateResource[]): string[] {
  const others = resources.filter(({ address, type }) => ADDRESS.exec(address)?.[1] !== type);
  const seen = new Set<string>();
  const twice = resources.filter(({ address, deposed_key: deposed }) => {
    const one = `${address} ${deposed ?? ""}`;
    const isKnown = seen.has(one);
    seen.add(one);
    return isKnown;
  });
  return [
    ...listed(others, (number) => `${count(number, "resource")} with an address that Terraform does not write`),
    ...listed(twice, (number) => `${number === 1 ? "an address stands" : `${number} addresses stand`} there twice`),
  ];
}

function listed(resources: readonly StateResource[], says: (number: number) => string): string[] {
  if (resources.length === 0) return [];
  const names = resources.slice(0, NAMED).map(({ address, type }) => plain(`${address} (${type})`, 100));
  return [`${says(resources.length)}: ${names.join(", ")}${resources.length > NAMED ? ", …" : ""}`];
}
