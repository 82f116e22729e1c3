import type { Resource } from "../inputs/model";
import { lastSegment, Unresolved, type Value } from "../values";
import { flag, get, knownText } from "./read";

/** What a secret holds, or why that cannot be told. */
export type Content = { value: Value } | { doubt: string };

/** The number that Secret Manager gave a version; undefined before it is made. */
export function numberOf(version: Resource): number | undefined {
  const said = knownText(get(version, "version")) ?? lastSegment(knownText(get(version, "name")) ?? "");
  return /^\d+$/.test(said) ? Number(said) : undefined;
}

/** Whether this is the version that is pinned, by a reference to it or by its number. */
export function versionIsNamed(pin: Value | undefined, version: Resource, all: readonly Resource[]): boolean {
  if (pin instanceof Unresolved) {
    return pin.references.length > 0 && pin.references.every(({ address }) => address === version.address);
  }
  const number = numberOf(version);
  if (number !== undefined) return String(pin) === String(number);
  // Where nothing is made yet, the only one will be the first.
  return all.length === 1 && String(pin) === "1";
}

/** What a version holds. What is wrong with it is said without what it holds. */
export function contentOf(version: Resource): Content {
  const enabled = flag(get(version, "enabled")) ?? true;
  if (enabled !== true) {
    const how = enabled === false ? "is disabled" : "may be disabled";
    return { doubt: `${version.address}, the version of its secret, ${how}` };
  }
  const value = get(version, "secret_data") ?? get(version, "secret_data_wo") ?? writtenOnly(version);
  if (value === undefined) return { doubt: `what ${version.address} holds is not part of this input` };
  if (flag(get(version, "is_secret_data_base64")) !== true) return { value };
  if (typeof value === "string") return { value: Buffer.from(value, "base64").toString("utf8") };
  return { doubt: `what ${version.address} holds is encoded` };
}

/** A plan hides what is written only, and says what it is made from: a lone reference is taken at its word. */
function writtenOnly(version: Resource): Value | undefined {
  if (get(version, "secret_data_wo_version") === undefined) return undefined;
  const [only, ...others] = version.reads.filter(
    ({ address }) => !/(^|\.)google_secret_manager_secret\./.test(address),
  );
  return only && others.length === 0 ? new Unresolved("written only", [only], only, undefined, true) : undefined;
}
