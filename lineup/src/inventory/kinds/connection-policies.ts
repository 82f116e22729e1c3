import { SERVICE_CLASSES } from "../../../../facts/targets";
import type { ApiObject } from "../../google/answer";
import { isPlaceName } from "../located";
import { block, type LiveResource, picked } from "../model";
import { type ApiSource, each, placed } from "./source";

const POLICY = "google_network_connectivity_service_connection_policy";

function policy(thing: ApiObject): LiveResource {
  const { name, region } = placed(thing);
  const config = block(thing.pscConfig, (one) => picked(one, "subnetworks", "limit"));
  const values = { ...picked(thing, "network", "serviceClass"), name, location: region, psc_config: config };
  return { type: POLICY, name, region, values };
}

/** What new endpoints of a cache are made from. Asked only where there is such a cache: those that it has outlive the policy. */
export const connectionPolicies: ApiSource = {
  what: "service connection policies",
  types: [POLICY],
  api: "NETWORK_CONNECTIVITY",
  permissions: ["networkconnectivity.serviceConnectionPolicies.list"],
  read(reader, _, found) {
    const regions = found().flatMap(({ type, region }) =>
      Object.hasOwn(SERVICE_CLASSES, type) && region !== undefined && isPlaceName(region) ? [region] : [],
    );
    return each(this, [...new Set(regions)], async (region) => {
      const path = `projects/${reader.project.id}/locations/${region}/serviceConnectionPolicies`;
      const asked = { api: this.api, path, permission: this.permissions[0] };
      return (await reader.list("serviceConnectionPolicies", asked)).map(policy);
    });
  },
};
