import { ApiError } from "../../api-error";
import { projectId } from "../../geography";
import { type ApiKind, listOf, type Place, thingOf, timestamp } from "../../kind";
import type { CloudObject } from "../../store";
import { invalid } from "./fields";

/**
 * What each type of channel has to say. The words of the refusal: hashicorp/terraform-provider-google#11346, #5499; the
 * labels: https://cloud.google.com/monitoring/alerts/using-channels-api
 */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  email: ["email_address"],
  slack: ["channel_name", "auth_token"],
  pagerduty: ["service_key"],
  webhook_basicauth: ["url", "username", "password"],
  webhook_tokenauth: ["url"],
};

/** Labels that are answered as stars, but for their end: GoogleCloudPlatform/python-docs-samples#1852. */
const SENSITIVE = ["auth_token", "service_key", "password"];
const SHOWN = 4;

export const channels: ApiKind = {
  collection: "monitoring/projects/{project}/notificationChannels",
  style: "immediate",
  named: { made: (_, { store }) => String(store.next()) },
  check: (draft) => {
    const labels = thingOf(draft, "labels") ?? {};
    for (const name of NEEDED[String(draft.type)] ?? []) {
      const field = `notification_channel.labels[${name}]`;
      if (labels[name] === undefined) throw new ApiError(400, `Request was missing field ${field}.`);
      if (labels[name] === "") throw invalid(field, "", "Value must NOT be empty if provided.");
    }
  },
  // The words themselves are in nobody's answer, and nothing here needs them.
  filled: (draft, { path }, before) => ({
    enabled: true,
    ...draft,
    name: path,
    labels: Object.fromEntries(Object.entries(thingOf(draft, "labels") ?? {}).map(obscured)),
    creationRecord: before?.creationRecord ?? { mutateTime: timestamp() },
    mutationRecords: [{ mutateTime: timestamp() }],
  }),
  checkRemoval: (_, place) => {
    const [user] = usersOf(place);
    if (user && place.query.get("force") !== "true") {
      // hashicorp/terraform-provider-google#10337
      const message = `Could not delete "${place.path}" because it is still being referenced by: "${user.thing.name}"`;
      throw new ApiError(400, message, "failedPrecondition");
    }
  },
  // "The policies will be updated to remove the channel": the parameter `force` in the discovery document.
  after: (place, thing) => {
    if (thing) return;
    for (const { name, thing: policy } of usersOf(place)) {
      const notificationChannels = listOf(policy, "notificationChannels").filter((one) => one !== place.path);
      place.store.put(name, { ...policy, notificationChannels });
    }
  },
};

/** Throws where a policy would tell somebody that is not there. */
export function checkChannels(draft: CloudObject, { store }: Pick<Place, "store">): void {
  for (const one of listOf(draft, "notificationChannels")) {
    const [, owner, id] = /^projects\/([^/]+)\/notificationChannels\/([^/]+)$/.exec(String(one)) ?? [];
    if (owner === undefined) {
      // crossplane-contrib/provider-upjet-gcp#498
      const form = "projects/{project_id}/notificationChannels/{channel_id}";
      throw new ApiError(400, `Name must begin with '${form}', got: ${String(one)}`);
    }
    const name = `monitoring/projects/${projectId(owner, store)}/notificationChannels/${id}`;
    // hashicorp/terraform-provider-google#25878
    if (!store.get(name)) throw new ApiError(404, `Notification channel not found: ${String(one)}`);
  }
}

function obscured([key, value]: [string, unknown]): [string, unknown] {
  if (!SENSITIVE.includes(key) || typeof value !== "string") return [key, value];
  const hidden = Math.max(value.length - SHOWN, 0);
  return [key, "*".repeat(hidden) + (hidden > 0 ? value.slice(hidden) : "")];
}

function usersOf({ store, project, path }: Place): { name: string; thing: CloudObject }[] {
  const policies = [...store.matching((one) => one === `monitoring/projects/${project}/alertPolicies`)];
  return policies.filter(({ thing }) => listOf(thing, "notificationChannels").includes(path));
}
