import { ApiError } from "./api-error";
import { bindingsOf } from "./iam/policy-document";
import { listOf, numberOf, textOf, thingOf, timestamp } from "./kind";
import type { CloudObject } from "./store";
import { merged, withoutNulls } from "./updates";

const DAY = 24 * 60 * 60;

/** A new bucket, with what Cloud Storage fills in. */
export function bucketFrom(said: CloudObject, projectNumber: string): CloudObject {
  const draft = withoutNulls(said);
  const name = String(draft.name ?? "");
  if (!/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/.test(name)) throw new ApiError(400, `Invalid bucket name: '${name}'.`);
  const now = timestamp();
  const location = String(draft.location ?? "US").toUpperCase();
  return completed(
    {
      kind: "storage#bucket",
      id: name,
      selfLink: `https://www.googleapis.com/storage/v1/b/${name}`,
      projectNumber,
      metageneration: "1",
      storageClass: "STANDARD",
      etag: "CAE=",
      timeCreated: now,
      updated: now,
      locationType: locationType(location),
      ...draft,
      location,
    },
    undefined,
  );
}

/** The bucket after a change: neither its name nor where it is can be changed. */
export function changedBucket(before: CloudObject, said: CloudObject): CloudObject {
  const { name, location, metageneration } = before;
  const next = String(Number(metageneration) + 1);
  const draft = { ...withoutNulls(merged(before, said)), name, location, metageneration: next, updated: timestamp() };
  return completed(draft, before);
}

function completed(draft: CloudObject, before: CloudObject | undefined): CloudObject {
  for (const rule of listOf(thingOf(draft, "lifecycle"), "rule") as CloudObject[]) refuseRule(rule);
  return { ...draft, iamConfiguration: iamConfiguration(draft), softDeletePolicy: softDeletion(draft, before) };
}

function locationType(location: string): string {
  if (/^(US|EU|ASIA)$/.test(location)) return "multi-region";
  return /^[A-Z]+\d$/.test(location) ? "dual-region" : "region";
}

/** `bucketPolicyOnly` is the older name of the same. */
function iamConfiguration(draft: CloudObject): CloudObject {
  const said = thingOf(draft, "iamConfiguration");
  const isUniform = thingOf(said, "uniformBucketLevelAccess")?.enabled === true;
  const uniform = { ...thingOf(said, "uniformBucketLevelAccess"), enabled: isUniform };
  const access = isUniform ? { lockedTime: new Date(Date.now() + 90 * DAY * 1000).toISOString(), ...uniform } : uniform;
  return {
    publicAccessPrevention: "inherited",
    ...said,
    bucketPolicyOnly: access,
    uniformBucketLevelAccess: access,
  };
}

/** Seven days, unless the bucket says otherwise; zero turns it off. */
function softDeletion(draft: CloudObject, before: CloudObject | undefined): CloudObject {
  const seconds = numberOf(thingOf(draft, "softDeletePolicy"), "retentionDurationSeconds") ?? 7 * DAY;
  if (seconds !== 0 && (seconds < 7 * DAY || seconds > 90 * DAY)) {
    throw new ApiError(400, `softDeletePolicy.retentionDurationSeconds is 0 or 7 to 90 days, got ${seconds} seconds.`);
  }
  const was = thingOf(before, "softDeletePolicy");
  const since = numberOf(was, "retentionDurationSeconds") === seconds ? was?.effectiveTime : undefined;
  return { retentionDurationSeconds: String(seconds), effectiveTime: since ?? timestamp() };
}

const ACTIONS = ["Delete", "SetStorageClass", "AbortIncompleteMultipartUpload"];

function refuseRule(rule: CloudObject): void {
  const type = textOf(thingOf(rule, "action"), "type") ?? "";
  if (!ACTIONS.includes(type)) throw new ApiError(400, `A lifecycle rule has no action ${JSON.stringify(type)}.`);
  const condition = thingOf(rule, "condition") ?? {};
  if (Object.keys(condition).length === 0) throw new ApiError(400, "A lifecycle rule needs a condition.");
}

/** What Cloud Storage grants at first: to whoever has a basic role in the project. */
export function firstPolicy(bucket: CloudObject, project: string): CloudObject {
  const [owners, viewers] = [[`projectEditor:${project}`, `projectOwner:${project}`], [`projectViewer:${project}`]];
  const isUniform = thingOf(thingOf(bucket, "iamConfiguration"), "uniformBucketLevelAccess")?.enabled === true;
  const bindings = [
    { role: "roles/storage.legacyBucketOwner", members: owners },
    { role: "roles/storage.legacyBucketReader", members: viewers },
    ...(isUniform ? [{ role: "roles/storage.legacyObjectOwner", members: owners }] : []),
    ...(isUniform ? [{ role: "roles/storage.legacyObjectReader", members: viewers }] : []),
  ];
  return { version: 1, etag: "CAE=", bindings };
}

/** A bucket that prevents public access takes no grant to the public. */
export function refusePublic(bucket: CloudObject, policy: CloudObject): void {
  if (thingOf(bucket, "iamConfiguration")?.publicAccessPrevention !== "enforced") return;
  const members = bindingsOf(policy).flatMap((binding) => listOf(binding, "members"));
  if (members.includes("allUsers") || members.includes("allAuthenticatedUsers")) {
    const words =
      "The member bindings allUsers and allAuthenticatedUsers are not allowed since public access prevention";
    throw new ApiError(412, `${words} is enforced.`);
  }
}
