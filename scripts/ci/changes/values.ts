import { createHash } from "node:crypto";
import { isPrintable, printed } from "../../../facts/printable";
import { attributeFacts } from "../../../facts/provider";
import { mayBeSecretName } from "../../../facts/secret-names";
import { isBlock } from "../../../lineup/src/inputs/blocks";
import { ExactNumber } from "./exact-json";

/** A value at the end of a path, as Terraform marks it. */
interface Leaf {
  value: unknown;
  unknown: boolean;
  sensitive: boolean;
}

type Leaves = Map<string, Leaf>;

interface Side {
  value: unknown;
  unknown?: unknown;
  sensitive: unknown;
}

/** What a value is compared by: itself where it may be printed, else its sha256; where nobody knows it yet, what makes it. */
export type Said = string | number | boolean | null | { sha256: string } | { unknown: true; configured?: string };

/** What differs in one attribute; what is not set is left out. Of a secret that it does, and what the configuration says. */
export type Difference = { secret: "changes"; configured?: string } | { before?: Said; after?: Said };

/**
 * What a change does to each attribute. What stays as it is is left out: the world may have changed it meanwhile, as a
 * release does to an image. What is made new has no before, what is deleted nothing at all. `configured` is what the
 * configuration says of the whole, which is where a secret that changes may come from. Where only what is printable is
 * said, all else is a secret: a hash would be, of a value that can be guessed.
 */
export function differencesOf(
  type: string,
  before: Side | undefined,
  after: Side,
  configured: unknown,
  said: "hashed" | "printable" = "hashed",
): Record<string, Difference> {
  // What one side hides is hidden on the other, however deep it stands there.
  const marks = [before?.sensitive, after.sensitive];
  const [old, now] = [leavesOf(type, before, marks), leavesOf(type, after, marks)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  const differing = paths.filter((path) => textOf(old.get(path)) !== textOf(now.get(path)));
  return Object.fromEntries(differing.map((path) => [path, difference(type, path, [old, now], configured, said)]));
}

function difference(
  type: string,
  path: string,
  sides: [Leaves, Leaves],
  configured: unknown,
  said: "hashed" | "printable",
): Difference {
  const [one, other] = sides.map((leaves) => leaves.get(path));
  // The configuration is no secret: it is in the repository. What it does not say is the cloud's.
  const says = at(configured, firstOf(path));
  const made = says === undefined ? {} : { configured: hashOf(says) };
  if (one?.sensitive || other?.sensitive || isSecret(type, path, sides)) return { secret: "changes", ...made };
  const of = ({ unknown, value }: Leaf): Said => (unknown ? { unknown, ...made } : shownValue(path, value));
  const difference = { ...(one && { before: of(one) }), ...(other && { after: of(other) }) };
  return said === "printable" && Object.values(difference).some(isHash) ? { secret: "changes", ...made } : difference;
}

/** A value in clear only where it may be printed; else what it can be compared by. */
export function shownValue(path: string, value: unknown): Said {
  const isScalar = value === null || ["string", "number", "boolean"].includes(typeof value);
  const isClear = isScalar && (value === null || (isPrintable(path) && printed(value) === String(value)));
  return isClear ? (value as Said) : { sha256: hashOf(value) };
}

const isHash = (value: Said) => typeof value === "object" && value !== null && "sha256" in value;
const hashOf = (value: unknown) => createHash("sha256").update(canonical(value)).digest("hex");

/** Null is what is not set, where the schema has a name for it. In a list, a map or an output it is a value. */
function leavesOf(type: string, given: Side | undefined, marks: readonly unknown[]): Leaves {
  const found = new Map<string, Leaf>();
  const walk = (value: unknown, unknown: unknown, marked: readonly unknown[], path: string): void => {
    const sensitive = marked.includes(true);
    const keys = [value, unknown].flatMap((one) => (isNested(one) ? Object.keys(one) : []));
    if (!sensitive && unknown !== true && keys.length > 0) {
      for (const key of new Set(keys)) {
        const deeper = marked.map((mark) => at(mark, key));
        walk(at(value, key), at(unknown, key), deeper, below(path, key, Array.isArray(value ?? unknown)));
      }
    } else if (unknown === true || (value !== undefined && (value !== null || !isNamed(type, path)))) {
      found.set(path, { value, unknown: unknown === true, sensitive });
    }
  };
  if (given) walk(given.value, given.unknown, marks, "");
  return found;
}

const isNested = (value: unknown): value is object =>
  Array.isArray(value) || (isBlock(value) && !(value instanceof ExactNumber));
const isNamed = (type: string, path: string) => !path.endsWith("]") && attributeFacts(type, path) !== undefined;

/** A key of somebody's own choosing is quoted, so that no two paths are written alike. */
function below(path: string, key: string, listed: boolean): string {
  if (listed) return `${path}[${key}]`;
  if (!/^\w+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** The key that a path begins with. */
function firstOf(path: string): string {
  const [quoted] = /^\[("(?:[^"\\]|\\.)*")\]/.exec(path)?.slice(1) ?? [];
  return quoted === undefined ? (path.split(/[.[]/, 1)[0] ?? "") : String(JSON.parse(quoted));
}

function at(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isBlock(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function textOf(leaf: Leaf | undefined): string {
  if (leaf === undefined) return "";
  return leaf.unknown ? "unknown" : canonical(leaf.value);
}

/** By the provider's schema, or as the literal value of a variable whose name says so. */
function isSecret(type: string, path: string, sides: Leaves[]): boolean {
  if (attributeFacts(type, path)?.sensitive) return true;
  if (!path.endsWith("].value")) return false;
  return sides.some((leaves) => mayBeSecretName(String(leaves.get(`${path.slice(0, -".value".length)}.name`)?.value)));
}

/** The same text for the same value, however its keys are ordered. */
export function canonical(value: unknown): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isBlock(value)) return JSON.stringify(value) ?? "null";
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${parts.join(",")}}`;
}
