import { ApiError } from "../api-error";
import { networkAt } from "../geography";
import { type ApiKind, listOf } from "../kind";
import type { CloudObject } from "../store";
import { computeFields, selfLink } from "./compute";

export const routers: ApiKind = {
  collection: "compute/projects/{project}/regions/{region}/routers",
  style: "compute",
  named: { field: "name" },
  replaces: true,
  check: (draft, place) => {
    networkAt(draft, place);
    for (const nat of listOf(draft, "nats") as CloudObject[]) {
      if (nat.enableDynamicPortAllocation === true && nat.enableEndpointIndependentMapping === true) {
        throw new ApiError(
          400,
          "Invalid value for field 'resource.nats': dynamic port allocation and endpoint-independent mapping exclude each other.",
        );
      }
    }
  },
  filled: (draft, place, before) => ({
    ...draft,
    ...(draft.nats === undefined ? {} : { nats: (listOf(draft, "nats") as CloudObject[]).map(nat) }),
    region: selfLink(`projects/${place.project}/regions/${place.location}`),
    ...computeFields("router", place, before),
  }),
};

/** `initialNatIps` is the provider's own: Google ignores it. */
function nat({ initialNatIps: _, ...draft }: CloudObject): CloudObject {
  return {
    type: "PUBLIC",
    enableEndpointIndependentMapping: false,
    enableDynamicPortAllocation: false,
    icmpIdleTimeoutSec: 30,
    tcpEstablishedIdleTimeoutSec: 1200,
    tcpTransitoryIdleTimeoutSec: 30,
    tcpTimeWaitTimeoutSec: 120,
    udpIdleTimeoutSec: 30,
    endpointTypes: ["ENDPOINT_TYPE_VM"],
    autoNetworkTier: "PREMIUM",
    ...draft,
  };
}
