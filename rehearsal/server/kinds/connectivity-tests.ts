import { analysis } from "../connectivity/analysis";
import { type ApiKind, timestamp } from "../kind";
import { messagesOf } from "../operation-messages";

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
