import { blocks, isBlock, own, type Raw, type RawBlock } from "../blocks";
import { constant } from "./constant";
import { withoutComments } from "./skeleton";

/**
 * What the parser makes of a file, as Terraform's JSON syntax has it: where HCL takes a name or a literal, the parser
 * writes a string with an expression in it.
 */
export function normalized(file: RawBlock): RawBlock {
  const said = everyString(file, withoutComments) as RawBlock;
  for (const section of ["resource", "data", "module", "output"]) forEachBody(own(said, section), takeNames);
  forEachBody(own(said, "variable"), declareVariable);
  return said;
}

/** A string of JSON syntax that lineup does not evaluate, though it sees what it mentions. */
export function unevaluated(raw: Raw): Raw {
  return everyString(raw, (text) => (/[$%]\{/.test(text) ? `$$$${text}` : text));
}

function everyString(raw: Raw, change: (text: string) => string): Raw {
  if (typeof raw === "string") return /\}null%\{/.test(raw) ? `$$$${change(raw)}` : change(raw);
  if (Array.isArray(raw)) return raw.map((item) => everyString(item, change));
  if (!isBlock(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).map(([key, item]) => [change(key), everyString(item, change)]));
}

/** The bodies of blocks with one label or two: below the labels stand lists. */
function forEachBody(section: Raw | undefined, change: (body: RawBlock) => void): void {
  if (Array.isArray(section)) for (const body of blocks(section)) change(body);
  else if (isBlock(section)) for (const inner of Object.values(section)) forEachBody(inner, change);
}

function takeNames(body: RawBlock): void {
  for (const key of ["depends_on", "provider", "providers"]) named(body, key);
  for (const lifecycle of blocks(own(body, "lifecycle"))) {
    for (const key of ["ignore_changes", "replace_triggered_by"]) named(lifecycle, key);
  }
}

function named(body: RawBlock, key: string): void {
  const value = own(body, key);
  if (value !== undefined) body[key] = everyString(value, withoutBraces);
}

/** `${google.beta}`, which is a name in HCL, is `google.beta` in JSON. */
function withoutBraces(text: string): string {
  return /^\$\{([^{}]*)\}$/.exec(text)?.[1]?.trim() ?? text;
}

/** A default is not evaluated in JSON: what it comes to is written out. One that is not read is as good as none. */
function declareVariable(body: RawBlock): void {
  const type = own(body, "type");
  if (typeof type === "string") body.type = /^\$\{(.*)\}$/s.exec(type)?.[1] ?? type;
  const otherwise = own(body, "default");
  if (otherwise === undefined) return;
  const value = constant(otherwise);
  if (value === undefined) delete body.default;
  else body.default = value;
}
