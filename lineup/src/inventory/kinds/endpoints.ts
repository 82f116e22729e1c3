import { isTargetType } from "../../../../facts/targets";
import { textAt, thingsAt } from "../../google/answer";
import { lastSegment } from "../../values";
import { type LiveResource, picked } from "../model";
import { type ApiSource, unreachableOf } from "./source";

const RULE = "google_compute_forwarding_rule";

/** Every address of a cache behind Private Service Connect, in the networks that it was asked for in. */
function endpointsOf(live: readonly LiveResource[]): Set<string> {
  const behind = live.filter(
    ({ type, values }) =>
      isTargetType(type) && (textAt(values, "host") === undefined || thingsAt(values, "psc_configs").length > 0),
  );
  return new Set(
    behind.flatMap(({ values }) =>
      thingsAt(values, "discovery_endpoints").flatMap((one) => textAt(one, "address") ?? []),
    ),
  );
}

/** An endpoint is an address with a forwarding rule: whether its producer takes the connection is said there. */
export const endpoints: ApiSource = {
  what: "endpoints of Private Service Connect",
  types: [RULE],
  api: "COMPUTE",
  permissions: ["compute.forwardingRules.list"],
  async read(reader, _, found) {
    const addresses = endpointsOf(found());
    if (addresses.size === 0) return { live: [] };
    const path = `projects/${reader.project.id}/aggregated/forwardingRules`;
    const asked = { api: this.api, path, permission: this.permissions[0] };
    const { things, unreachable } = await reader.aggregated("forwardingRules", asked);
    const rules = things.filter((rule) => addresses.has(textAt(rule, "IPAddress") ?? ""));
    return {
      live: rules.map((rule) => {
        const [name, region] = [textAt(rule, "name") ?? "", lastSegment(textAt(rule, "region") ?? "")];
        const values = {
          ...picked(rule, "network", "target", "pscConnectionStatus"),
          name,
          region,
          ip_address: textAt(rule, "IPAddress"),
        };
        return { type: RULE, name, region, values };
      }),
      unread: unreachableOf(this, unreachable),
    };
  },
};
