import { UnusableInput } from "./model";

// JSON configuration as parsed, before expressions are evaluated.
export type Raw = null | boolean | number | string | Raw[] | { [key: string]: Raw };
export type RawBlock = { [key: string]: Raw };

const MAX_DEPTH = 500;

export function isBlock(value: unknown): value is RawBlock {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Terraform lets a block be written as an object or as a list of objects; this is always the list. */
export function blocks(value: unknown): RawBlock[] {
  if (Array.isArray(value)) return value.filter(isBlock);
  return isBlock(value) ? [value] : [];
}

export function own(block: unknown, key: string): Raw | undefined {
  return isBlock(block) && Object.hasOwn(block, key) ? block[key] : undefined;
}

/** Labelled blocks, `{type: {name: body}}`, as they may be spread over lists. */
export function labelled(section: unknown): { type: string; name: string; body: RawBlock }[] {
  return blocks(section).flatMap((types) =>
    Object.entries(types).flatMap(([type, byName]) =>
      blocks(byName).flatMap((names) =>
        Object.entries(names).flatMap(([name, bodies]) => blocks(bodies).map((body) => ({ type, name, body }))),
      ),
    ),
  );
}

/** Refuses input nested deeper than any configuration, before recursive code reads it. */
export function refuseDeepNesting(value: unknown, file: string, depth = 0): void {
  if (depth > MAX_DEPTH)
    throw new UnusableInput(`${file} is nested more than ${MAX_DEPTH} levels deep, so it is not Terraform JSON`);
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === "object") refuseDeepNesting(item, file, depth + 1);
  } else if (isBlock(value)) {
    for (const key in value) if (typeof value[key] === "object") refuseDeepNesting(value[key], file, depth + 1);
  }
}
