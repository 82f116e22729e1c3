import { analysis } from "../connectivity/analysis";
import { type ApiKind, timestamp } from "../kind";
import { messagesOf } from "../operation-messages";

/** Monitoring: stored and returned unchanged, under ids that the API chooses. */
function kept(collection: string): ApiKind {
  return {
    collection: `monitoring/projects/{project}/${collection}`,
    style: "immediate",
    named: { made: (_, { store }) => String(store.next()) },
    filled: (draft, { path }, before) => ({
      ...draft,
      name: path,
      // An uptime check has no record of it.
      ...(collection === "uptimeCheckConfigs"
        ? {}
        : { creationRecord: before?.creationRecord ?? { mutateTime: timestamp() } }),
    }),
  };
}

export const monitoring = ["alertPolicies", "notificationChannels", "uptimeCheckConfigs"].map(kept);

/** Counted log lines, under the names that they are given. */
export const logMetrics: ApiKind = {
  collection: "logging/projects/{project}/metrics",
  style: "immediate",
  named: { field: "name" },
  filled: (draft, { id, path }, before) => ({
    ...draft,
    name: id,
    resourceName: path,
    createTime: before?.createTime ?? timestamp(),
    updateTime: timestamp(),
  }),
};

/** A test is run when it is made and changed, and again when that is asked for. */
export const connectivityTests: ApiKind = {
  collection: "networkmanagement/projects/{project}/locations/{location}/connectivityTests",
  style: "long-running",
  messages: messagesOf("google.cloud.networkmanagement.v1", "ConnectivityTest"),
  named: { parameter: "testId" },
  listed: "resources",
  filled: (draft, place, before) => ({
    protocol: "TCP",
    ...draft,
    name: place.path,
    displayName: place.id,
    createTime: before?.createTime ?? timestamp(),
    updateTime: timestamp(),
    reachabilityDetails: analysis(draft, place),
  }),
  actions: {
    rerun: (test, _, place) => ({ thing: { ...test, reachabilityDetails: analysis(test, place) } }),
  },
};
