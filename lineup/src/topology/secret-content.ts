import type { Resource } from "../inputs/model";
import { lastSegment, Unresolved, type Value } from "../values";
import { flag, get, knownText } from "./read";

/** What a secret holds, or why that is unknown. */
export type SecretContent = { value: Value } | { doubt: string };

/** The number that Secret Manager gave a version; undefined before it is made. */
export function versionNumber(version: Resource): number | undefined {
  const said = knownText(get(version, "version")) ?? lastSegment(knownText(get(version, "name")) ?? "");
  return /^\d+$/.test(said) ? Number(said) : undefined;
}

/** Whether this is the version that is pinned, by a reference to it or by its number. */
export function isPinnedVersion(pin: Value | undefined, version: Resource, all: readonly Resource[]): boolean {
  if (pin instanceof Unresolved) {
    return pin.references.length > 0 && pin.references.every(({ address }) => address === version.address);
  }
  const number = versionNumber(version);
  if (number !== undefined) return String(pin) === String(number);
  // Before the first apply, the only version will get number 1.
  return all.length === 1 && String(pin) === "1";
}

/** What a version holds. Doubts never contain the value. */
export function contentOf(version: Resource): SecretContent {
  const enabled = flag(get(version, "enabled")) ?? true;
  if (enabled !== true) {
    const how = enabled === false ? "is disabled" : "may be disabled";
    return { doubt: `${version.address}, the version of its secret, ${how}` };
  }
  const value = get(version, "secret_data") ?? get(version, "secret_data_wo");
  if (value === undefined) return { doubt: `what ${version.address} holds is not part of this input` };
  if (flag(get(version, "is_secret_data_base64")) !== true) return { value };
  if (typeof value === "string") return { value: Buffer.from(value, "base64").toString("utf8") };
  return { doubt: `what ${version.address} holds is encoded` };
}
