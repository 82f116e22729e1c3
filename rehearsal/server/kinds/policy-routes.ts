import { networkAt, networkOf } from "../geography";
import { type Kind, textOf, timestamp } from "../kind";
import { Refusal } from "../refusal";

/** Routes that look at more than the destination. None of them can be changed, only made and removed. */
export const policyBasedRoutes: Kind = {
  collection: "networkconnectivity/projects/{project}/locations/{location}/policyBasedRoutes",
  style: "long-running",
  named: { parameter: "policyBasedRouteId" },
  check: (draft, place, before) => {
    if (before) throw new Refusal(400, "Policy-based routes cannot be updated.");
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
