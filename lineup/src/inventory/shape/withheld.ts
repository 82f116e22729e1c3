import { HostName } from "../kinds/host-name";

/**
 * A value that may hold a secret. It is written as far as `shown` says, or as null; whole it is only in a reading that
 * was asked to keep such values, and never in a file.
 */
export class Withheld {
  readonly #whole: unknown;

  constructor(
    whole: unknown,
    readonly shown: HostName | string | null = null,
  ) {
    this.#whole = whole;
  }

  whole(): unknown {
    return this.#whole;
  }

  /** What a file says of it. */
  written(records: ReadonlySet<string>): string | null {
    return this.shown instanceof HostName ? this.shown.shown(records) : this.shown;
  }

  toJSON(): null {
    return null;
  }
}

/** Beside a value that is not shown to its end: what else it holds is not known. */
export const inPart = (attribute: string): string => `${attribute}_shown_in_part`;

/** Every name in what was read of the callers, once. */
export function hostNames(value: unknown): Set<string> {
  const found = new Set<string>();
  const pending = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next instanceof HostName) found.add(next.record);
    else if (next instanceof Withheld) pending.push(next.shown);
    else if (Array.isArray(next)) for (const item of next) pending.push(item);
    else if (typeof next === "object" && next !== null) for (const item of Object.values(next)) pending.push(item);
  }
  return found;
}
