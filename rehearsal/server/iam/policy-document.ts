import { createHash } from "node:crypto";
import { jsonName } from "../../../facts/google-apis/field-names";
import { ApiError } from "../api-error";
import { whyNoExpression } from "../cel";
import { listOf, numberOf, textOf, thingOf } from "../kind";
import type { CloudObject } from "../store";

/** What sets a policy: some APIs take a mask beside it. */
export interface Said {
  policy: CloudObject;
  updateMask?: string | undefined;
}

const VERSIONS_PAGE = "For more information, please refer to https://cloud.google.com/iam/docs/policies#versions.";

/** The policy as it is printed for a reader of this version: who knows no conditions sees that something is there. */
export function printed(policy: CloudObject, version: number): CloudObject {
  if (!hasConditions(policy) || version >= 3) return policy;
  const bindings = bindingsOf(policy).map(({ condition, ...binding }) =>
    condition === undefined ? binding : { ...binding, role: `${String(binding.role)}_withcond_${digest(condition)}` },
  );
  return { ...policy, version: 1, bindings };
}

function digest(condition: unknown): string {
  return createHash("sha1").update(JSON.stringify(condition)).digest("hex").slice(0, 20);
}

/** The policy after it was set; throws what it is refused for. `etag` is the new one. */
export function replaced(before: CloudObject, { policy, updateMask }: Said, etag: string): CloudObject {
  // Without an etag, whatever is there is overwritten.
  if (textOf(policy, "etag") !== undefined) {
    if (policy.etag !== before.etag) {
      const words = "There were concurrent policy changes. Please retry the whole read-modify-write with exponential";
      throw new ApiError(409, `${words} backoff.`, "aborted");
    }
    refuseOldVersion(before, policy);
  }
  for (const binding of bindingsOf(policy)) refuseCondition(binding, numberOf(policy, "version") ?? 1);
  const mask = updateMask?.split(",").map((field) => jsonName(field.trim())) ?? ["bindings", "etag"];
  const kept = ["bindings", "auditConfigs"].map((field) => [field, (mask.includes(field) ? policy : before)[field]]);
  const next: CloudObject = { ...before, ...Object.fromEntries(kept), etag };
  const bindings = bindingsOf(next).filter((binding) => listOf(binding, "members").length > 0);
  return { ...next, version: hasConditions(next) ? 3 : 1, ...(bindings.length > 0 ? { bindings } : { bindings: [] }) };
}

function refuseOldVersion(before: CloudObject, policy: CloudObject): void {
  const version = numberOf(policy, "version") ?? 1;
  if (!hasConditions(before) || version >= 3) return;
  const words = `Specified policy version (${version}) cannot be less than the existing policy version (3).`;
  throw new ApiError(400, `${words} ${VERSIONS_PAGE}`);
}

const BASIC = /^roles\/(owner|editor|viewer)$/;

function refuseCondition(binding: CloudObject, version: number): void {
  const role = String(binding.role);
  if (/_withcond_[0-9a-f]{20}$/.test(role)) throw new ApiError(400, `Role ${role} is not supported for this resource.`);
  const condition = thingOf(binding, "condition");
  if (!condition) return;
  if (version < 3) throw new ApiError(400, `Conditions need policy version 3, got ${version}. ${VERSIONS_PAGE}`);
  if (BASIC.test(role)) throw new ApiError(400, "Conditions can't be set on primitive roles");
  const why = whyNoExpression(textOf(condition, "expression") ?? "");
  if (why !== undefined) throw new ApiError(400, `The condition of ${role} is no valid CEL expression: ${why}`);
  if (textOf(condition, "title") === undefined) throw new ApiError(400, `The condition of ${role} needs a title.`);
}

export function bindingsOf(policy: CloudObject | undefined): CloudObject[] {
  return listOf(policy, "bindings") as CloudObject[];
}

function hasConditions(policy: CloudObject): boolean {
  return bindingsOf(policy).some(({ condition }) => condition !== undefined);
}
