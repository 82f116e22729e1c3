import { ApiError } from "../api-error";
import { rangeFrom } from "../geography";
import { type ApiKind, type Place, textOf } from "../kind";
import type { CloudObject } from "../store";
import { computeFields, selfLink } from "./compute";
import { subnetworkOf } from "./networks";

/** Addresses of a region: in a subnet, or on the internet. */
export const regionalAddresses: ApiKind = {
  collection: "compute/projects/{project}/regions/{region}/addresses",
  style: "compute",
  named: { field: "name" },
  filled: (draft, place, before) => ({
    addressType: "EXTERNAL",
    networkTier: "PREMIUM",
    ...draft,
    ...(draft.addressType === "INTERNAL" ? { purpose: draft.purpose ?? "GCE_ENDPOINT" } : {}),
    address: textOf(draft, "address") ?? assigned(draft, place),
    region: selfLink(`projects/${place.project}/regions/${place.location}`),
    status: "RESERVED",
    labelFingerprint: "42WmSpB8rSM=",
    ...computeFields("address", place, before),
  }),
  actions: {
    setLabels: (thing, body) => ({ thing: { ...thing, labels: body.labels } }),
  },
};

/** Google keeps the first two addresses of a subnet and the last two. */
function assigned(draft: CloudObject, place: Place): string {
  const said = textOf(draft, "subnetwork");
  if (draft.addressType !== "INTERNAL" || said === undefined) return "203.0.113.20";
  const subnetwork = subnetworkOf(said, place.project, place.location);
  const range = rangeFrom(place.store.get(`compute/${subnetwork}`)?.ipCidrRange);
  if (!range) throw new ApiError(400, `The subnetwork ${subnetwork} was not found.`);
  const taken = new Set(
    place.store
      .list(`compute/projects/${place.project}/regions/${place.location}/addresses`)
      .map(({ address }) => address),
  );
  for (let offset = 2; offset < 2 ** (32 - range.prefix) - 2; offset++) {
    if (!taken.has(range.address(offset))) return range.address(offset);
  }
  throw new ApiError(400, `No address is left in ${subnetwork}.`);
}
