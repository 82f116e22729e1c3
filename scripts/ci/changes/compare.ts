import { isDeepStrictEqual } from "node:util";
import { plain } from "../../../lineup/src/text/plain";
import { type Change, keyOf } from "./changes";
import type { Difference, Said } from "./values";

/** Where two lists of changes differ, one line each, by address and attribute. What is compared is the data, never a line. */
export function differences(reviewed: readonly Change[], planned: readonly Change[]): string[] {
  const [one, other] = [reviewed, planned].map((all) => new Map(all.map((change) => [keyOf(change), change])));
  return [...new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])].sort().flatMap((key) => {
    const [was, is] = [one?.get(key), other?.get(key)];
    const name = plain(key);
    if (!was) return [`${name}: ${is && actionsOf(is)}, and nobody has reviewed it`];
    if (!is) return [`${name}: ${actionsOf(was)} was reviewed, and is not planned`];
    return of(was, is).map((line) => `${name}: ${line}`);
  });
}

function of(was: Change, is: Change): string[] {
  const { attributes: old, actions: _, address: _address, ...wasSet } = was;
  const { attributes: now, actions: _actions, address: _other, ...isSet } = is;
  return [
    ...(isDeepStrictEqual(was.actions, is.actions) ? [] : [line("actions", actionsOf(was), actionsOf(is))]),
    ...differing(wasSet, isSet).map((name) => line(name, shown(member(wasSet, name)), shown(member(isSet, name)))),
    ...differing(old, now).map((name) => line(name, changed(member(old, name)), changed(member(now, name)))),
  ];
}

function differing(was: object, is: object): string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return names.filter((name) => !isDeepStrictEqual(member(was, name), member(is, name)));
}

function member<Value>(of: Record<string, Value> | object, name: string): Value | undefined {
  return Object.hasOwn(of, name) ? (of as Record<string, Value>)[name] : undefined;
}

const line = (what: string, was: string, is: string) =>
  `${plain(what)} was reviewed as ${plain(was)}, and is planned as ${plain(is)}`;

function changed(difference: Difference | undefined): string {
  if (difference === undefined) return "no change";
  if ("secret" in difference) {
    const { configured } = difference;
    return `a secret that changes, ${configured ? `made of sha256:${configured} of the configuration` : "of the cloud's"}`;
  }
  return `${shown(difference.before)} -> ${shown(difference.after)}`;
}

function shown(value: Said | undefined): string {
  if (value === undefined) return "nothing";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (!("unknown" in value)) return `sha256:${value.sha256}`;
  const { configured } = value;
  return configured ? `(known after apply), made of sha256:${configured} of the configuration` : "(known after apply)";
}

const actionsOf = ({ actions }: Change) => actions.map((action) => plain(action)).join(" and ");
