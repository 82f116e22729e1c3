import { createHash } from "node:crypto";
import { ApiError } from "../../api-error";
import { projectNumber } from "../../geography";
import { type ApiKind, isCloudObject, lastSegment, textOf } from "../../kind";
import type { CloudObject } from "../../store";

/**
 * An update is a whole dashboard, and names by its etag which one it was made from: pulumi/pulumi-google-native#760. What
 * is a default is not answered (`xPos: 0`, ALIGN_NONE): GoogleCloudPlatform/terraform-splunk-log-export#22; the provider takes
 * that for a change at every plan (hashicorp/terraform-provider-google#16173).
 */
export const dashboards: ApiKind = {
  collection: "monitoring/projects/{project}/dashboards",
  style: "immediate",
  named: { made: (body, { store }) => lastSegment(textOf(body, "name") ?? idFrom(store.next())) },
  whole: true,
  check: (draft, { path }, before) => {
    if (textOf(draft, "displayName") === undefined) throw new ApiError(400, "A dashboard needs a display name.");
    if (!before) return;
    const etag = textOf(draft, "etag");
    if (etag === undefined) throw new ApiError(400, "Update Dashboard should specify a non empty etag.");
    // https://google.aip.dev/154: a resource that has changed since is ABORTED.
    if (etag !== before.etag) {
      const message = `The etag of "${path}" is ${before.etag}, got ${etag}: it was changed since it was read.`;
      throw new ApiError(409, message, "aborted");
    }
  },
  filled: (draft, { path, project, store }) => {
    const { etag: _, ...said } = withoutDefaults(draft) as CloudObject;
    const name = path.replace(/^projects\/[^/]+/, `projects/${projectNumber(project, store)}`);
    const body = { ...said, name };
    const version = createHash("md5").update(`${store.next()} ${JSON.stringify(body)}`);
    return { ...body, etag: version.digest("hex") };
  },
};

/** As JSON of a message has it: nothing that is empty, zero or the first of an enumeration. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (!isCloudObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => !isDefault(inner));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutDefaults(inner)]));
}

const FIRST_OF_THEIR_KIND = ["ALIGN_NONE", "REDUCE_NONE"];

function isDefault(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === 0 || value === "" || value === false || FIRST_OF_THEIR_KIND.includes(String(value));
}

function idFrom(serial: number): string {
  return `00000000-0000-4000-8000-${String(serial).padStart(12, "0")}`;
}
