import { HIDDEN, isPrintable, printed } from "../../../facts/printable";
import { isRedisConfig } from "../../../facts/redis";
import { isNothing } from "../compare/differences";
import { shownValue } from "../inventory/kinds/shown-value";
import { within } from "../topology/read";
import { type Fields, field, isFields, lastSegment, Unresolved, type Value } from "../values";
import type { Sentence } from "./contract";
import type { Foretold } from "./foretell";
import { type SettingBehind, type Settings, settingBehind } from "./settings";

/** A value for a setting, which keeps an attribute as it is. */
export interface Proposal {
  address: string;
  sentence: Sentence;
  setting: string;
  /** null takes the setting out of the file; undefined where the value was not read. */
  value: unknown;
}

/** What the environment's file would have to say for what is there to stay as it is. */
export function proposalsOf(foretold: Foretold, settings: Settings): Proposal[] {
  const found = new Map<string, Proposal>();
  for (const { attribute, before, after } of foretold.differences) {
    // Whether it differs at all nobody knows. What is there and is not written does, whatever it holds.
    if (before instanceof Unresolved && !isNothing(after)) continue;
    const behind = settingBehind(settings, foretold.resource.address, attribute);
    if (!behind || foretold.live === undefined || isWired(behind, after)) continue;
    const already = found.get(behind.setting);
    if (already) already.sentence.attributes.push(attribute);
    const value = already ? undefined : valueFor(behind.row, before, foretold.live.values);
    if (value === undefined) continue;
    found.set(behind.setting, proposal(foretold, behind, attribute, value));
  }
  return [...found.values()];
}

/** The name under which a thing exists that does what a written one is for. */
export function proposalOfName({ resource }: Foretold, name: string, settings: Settings): Proposal[] {
  const behind = settingBehind(settings, resource.address, "name");
  return behind ? [proposal({ resource }, behind, "name", { said: name })] : [];
}

/** A variable that the stack itself gives: the file cannot say it as well. */
function isWired({ row, name }: { row: SettingBehind; name: string | undefined }, after: Value | undefined): boolean {
  if (name === undefined || after === undefined || after === null) return false;
  return !(isFields(row.written) && Object.hasOwn(row.written, name));
}

interface Found {
  /** undefined where the value is not known. */
  said: unknown;
}

function proposal(
  { resource }: Pick<Foretold, "resource">,
  { row, setting, name }: { row: SettingBehind; setting: string; name: string | undefined },
  attribute: string,
  { said }: Found,
): Proposal {
  const now = name !== undefined && isFields(row.written) ? (field(row.written, name) ?? null) : row.written;
  return {
    address: resource.address,
    setting,
    value: said,
    sentence: {
      setting,
      written: shown(attribute, now),
      proposed: said === undefined ? "what it is there" : shown(attribute, said),
      ...(row.why === undefined ? {} : { why: row.why }),
      attributes: [attribute],
    },
  };
}

/** Undefined where no value of the setting stands for it. */
function valueFor(
  { values, from, form, as }: SettingBehind,
  live: Value | undefined,
  thing: Fields,
): Found | undefined {
  if (live instanceof Unresolved) return { said: undefined };
  const said = live ?? null;
  if (values !== undefined) {
    const key = String(said);
    return Object.hasOwn(values, key) ? { said: values[key] } : undefined;
  }
  if (from !== undefined) {
    const parts = [...from.matchAll(/\{([\w.]+)\}/g)].map(([, path = ""]) =>
      path.split(".").reduce<Value | undefined>(within, thing),
    );
    if (parts.some((part) => typeof part !== "string" && typeof part !== "number")) return undefined;
    return { said: from.replace(/\{[\w.]+\}/g, () => String(parts.shift())) };
  }
  if (form === undefined || said === null) return { said };
  const [before = "", after = ""] = form.split("{}");
  const text = String(said);
  if (!text.startsWith(before) || !text.endsWith(after) || text.length <= before.length + after.length)
    return undefined;
  const part = text.slice(before.length, text.length - after.length);
  if (as === "name") return { said: lastSegment(part) };
  return as !== "number" ? { said: part } : /^\d{1,15}$/.test(part) ? { said: Number(part) } : undefined;
}

function shown(attribute: string, value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (attribute.endsWith(".value") && /(^|\.)env[.[]/.test(attribute))
    return shownValue("", value) ?? "its value there";
  const isPlain = typeof value === "boolean" || typeof value === "number";
  return isPlain || isPrintable(attribute) || isSetting(attribute, value) ? printed(value as Value) || HIDDEN : HIDDEN;
}

/** Sizes and times hold nothing that is anybody's secret, nor do parameters of Redis that are what they can be. */
function isSetting(attribute: string, value: unknown): boolean {
  const [, config] = /^redis_configs\.([\w-]+)$/.exec(attribute) ?? [];
  if (config !== undefined) return isRedisConfig(config, value);
  return /(limits|timeout|secret_key_ref\.secret|day|path)(\.\w+)?$/.test(attribute);
}
