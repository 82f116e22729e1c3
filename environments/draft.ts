import { Range } from "../addressing/range";

/** What is wrong at a place, and the way out; the reader adds what was written there. */
export interface SettingProblem {
  path: string;
  message: string;
}

/**
 * An environment as written, possibly wrong. Reads what is there and well-formed and nothing else, so that the rules
 * between fields still speak when some other field is broken, and all errors come at once.
 */
export class Draft {
  constructor(private readonly written: unknown) {}

  at(path: string): unknown {
    if (path === "") return this.written;
    return path
      .split(".")
      .reduce<unknown>(
        (value, key) => (hasKeys(value) && Object.hasOwn(value, key) ? value[key] : undefined),
        this.written,
      );
  }

  text(path: string): string | undefined {
    const value = this.at(path);
    return typeof value === "string" ? value : undefined;
  }

  number(path: string): number | undefined {
    const value = this.at(path);
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  }

  range(path: string): Range | undefined {
    try {
      return Range.parse(this.text(path) ?? "");
    } catch {
      return undefined;
    }
  }

  list(path: string): unknown[] {
    const value = this.at(path);
    return Array.isArray(value) ? value : [];
  }

  entries(path: string): [string, unknown][] {
    const value = this.at(path);
    return isRecord(value) ? Object.entries(value) : [];
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return hasKeys(value) && !Array.isArray(value);
}

export function hasKeys(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
