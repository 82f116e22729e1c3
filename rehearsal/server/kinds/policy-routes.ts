import { ApiError } from "../api-error";
import { networkAt, networkOf } from "../geography";
import { type ApiKind, textOf, timestamp } from "../kind";
import { messagesOf } from "../operation-messages";

/** Policy-based routes. They cannot be updated, only created and deleted. */
export const policyBasedRoutes: ApiKind = {
  collection: "networkconnectivity/projects/{project}/locations/{location}/policyBasedRoutes",
  style: "long-running",
  messages: messagesOf("google.cloud.networkconnectivity.v1", "PolicyBasedRoute"),
  named: { parameter: "policyBasedRouteId" },
  check: (draft, place, before) => {
    if (before) throw new ApiError(400, "Policy-based routes cannot be updated.");
    networkAt(draft, place);
  },
  filled: (draft, place) => ({
    kind: "networkconnectivity#policyBasedRoute",
    priority: 1000,
    ...draft,
    network: networkOf(textOf(draft, "network") ?? "", place.project, place.store),
    name: place.path,
    createTime: timestamp(),
    updateTime: timestamp(),
  }),
};
