import { plain } from "../../../lineup/src/text/plain";
import { type Change, keyOf } from "./changes";
import type { Difference } from "./values";

/** Where two lists of changes differ, one line each, by address and attribute. */
export function differences(reviewed: readonly Change[], planned: readonly Change[]): string[] {
  const [one, other] = [byKey(reviewed), byKey(planned)];
  return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((key) => {
    const [was, is] = [one.get(key), other.get(key)];
    const name = plain(key);
    if (!was) return [`${name}: ${is && actionsOf(is)}, and nobody has reviewed it`];
    if (!is) return [`${name}: ${actionsOf(was)} was reviewed, and is not planned`];
    return of(was, is).map((line) => `${name}: ${line}`);
  });
}

/** Two changes of one address would hide each other. */
function byKey(changes: readonly Change[]): Map<string, Change> {
  const found = new Map<string, Change>();
  for (const change of changes) {
    const key = keyOf(change);
    found.set(found.has(key) ? `${key} (again)` : key, change);
  }
  return found;
}

function of(was: Change, is: Change): string[] {
  const settings = ["provider", "previous", "imports", "replacedFor", "id"] as const;
  const attributes = [...new Set([...Object.keys(was.attributes), ...Object.keys(is.attributes)])].sort();
  return [
    ...line("actions", actionsOf(was), actionsOf(is)),
    ...settings.flatMap((setting) => line(setting, was[setting] ?? "none", is[setting] ?? "none")),
    ...attributes.flatMap((name) => line(name, said(entry(was, name)), said(entry(is, name)))),
  ];
}

function line(what: string, was: string, is: string): string[] {
  return was === is ? [] : [`${plain(what)} was reviewed as ${plain(was)}, and is planned as ${plain(is)}`];
}

function entry({ attributes }: Change, name: string): Difference | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

function said(difference: Difference | undefined): string {
  if (difference === undefined) return "no change";
  if ("secret" in difference) return "a secret that changes";
  return `${difference.before ?? "nothing"} -> ${difference.after ?? "nothing"}`;
}

const actionsOf = ({ actions }: Change) => actions.map((action) => plain(action)).join(" and ");
