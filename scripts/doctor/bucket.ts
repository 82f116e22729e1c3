import { isDeepStrictEqual } from "node:util";
import { own, type RawBlock } from "../../lineup/src/inputs/blocks";
import type { Fields, Value } from "../../lineup/src/values";
import { blockOf, blocksOf, mustSay, ofType, said, type Written } from "../cloud/written";
import { again, type Check, each, type Finding, Misshapen, wrong } from "./check";

/** The buckets of the state and of its logs. */
export const buckets: Check = {
  title: "buckets",
  judge: async (world) => {
    const written = ofType(world.bootstrap, "google_storage_bucket");
    const findings = await each(
      world,
      written,
      (of) => mustSay(of, "name"),
      async (of) => {
        const name = mustSay(of, "name");
        const live = await world.reader.one({
          api: "STORAGE",
          path: `b/${encodeURIComponent(name)}`,
          permission: "storage.buckets.get",
        });
        if (own(live, "name") !== name) throw new Misshapen(`the answer is not about the bucket ${name}`);
        return differences(of, live as RawBlock).map((what) => wrong(`${name}: ${what}`, again(world)));
      },
    );
    return { good: written.map((of) => mustSay(of, "name")).join(", "), findings };
  },
};

/** What is compared, each in words: what is written, and what is there. */
function differences(of: Written, live: RawBlock): string[] {
  const at = (...keys: string[]) => keys.reduce<unknown>((found, key) => own(found, key), live);
  const compared: [string, unknown, unknown][] = [
    ["location", said(of, "location")?.toUpperCase(), at("location")],
    ["versioning", blockOf(of, "versioning")?.enabled === true, at("versioning", "enabled") === true],
    [
      "uniform access",
      of.values.uniform_bucket_level_access === true,
      at("iamConfiguration", "uniformBucketLevelAccess", "enabled") === true,
    ],
    [
      "public access prevention",
      said(of, "public_access_prevention") ?? "inherited",
      at("iamConfiguration", "publicAccessPrevention"),
    ],
    ["bucket of access logs", blockOf(of, "logging")?.log_bucket, at("logging", "logBucket")],
    ["key", blockOf(of, "encryption")?.default_kms_key_name, at("encryption", "defaultKmsKeyName")],
    [
      "seconds of soft delete",
      asText(blockOf(of, "soft_delete_policy")?.retention_duration_seconds),
      asText(at("softDeletePolicy", "retentionDurationSeconds")),
    ],
  ];
  return [
    ...compared
      .filter(([what, written, there]) => !(isLeftToGoogle(what, written) || isDeepStrictEqual(written, there)))
      .map(([what, written, there]) => `${what} is ${shown(there)}, written is ${shown(written)}`),
    ...(isDeepStrictEqual(rulesOf(of), liveRules(at("lifecycle", "rule")))
      ? []
      : ["its lifecycle is another than written"]),
  ];
}

/** Google chooses how long what was deleted can be brought back where nothing is written. */
const isLeftToGoogle = (what: string, written: unknown) => what === "seconds of soft delete" && written === undefined;

const asText = (value: unknown) => (value === undefined || value === null ? undefined : String(value));
const shown = (value: unknown) => (value === undefined ? "not set" : String(value));

/** Rules as the API has them, in an order of their own. */
function rulesOf(of: Written): string[] {
  return blocksOf(of, "lifecycle_rule")
    .map((rule) => {
      const [action, condition] = [one(rule.action), one(rule.condition)];
      return inOrder({ action: camel(action), condition: camel(condition) });
    })
    .sort();
}

function liveRules(rules: unknown): string[] {
  if (rules === undefined) return [];
  if (!Array.isArray(rules)) throw new Misshapen("the answer has no list of lifecycle rules");
  return rules.map((rule) => inOrder({ action: own(rule, "action"), condition: own(rule, "condition") })).sort();
}

function one(block: Value | undefined): Fields {
  const first = Array.isArray(block) ? block[0] : block;
  return (typeof first === "object" && first !== null ? first : {}) as Fields;
}

/** `with_state` is the provider's word for what the API calls `isLive`. */
function camel(fields: Fields): Record<string, unknown> {
  const { with_state: state, ...rest } = fields;
  const isLive = state === "LIVE" ? { isLive: true } : state === "ARCHIVED" ? { isLive: false } : {};
  const named = Object.entries(rest).filter(([key]) => !key.startsWith("send_"));
  return {
    ...Object.fromEntries(
      named.map(([key, value]) => [key.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase()), value]),
    ),
    ...isLive,
  };
}

function inOrder(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "nothing";
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${key}:${inOrder(member)}`).join()}}`;
}

export type { Finding };
