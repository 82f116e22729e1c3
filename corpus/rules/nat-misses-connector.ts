import type { Root } from "../verify/base";
import { withNat } from "../verify/nat";
import type { RuleCase } from "../verify/rule-case";

export const natMissesConnector: RuleCase = {
  failing: (root: Root) =>
    withNat(root, {
      source_subnetwork_ip_ranges_to_nat: "LIST_OF_SUBNETWORKS",
      subnetwork: [{ name: "apps", source_ip_ranges_to_nat: ["ALL_IP_RANGES"] }],
    }),
  passing: (root: Root) => withNat(root, { source_subnetwork_ip_ranges_to_nat: "ALL_SUBNETWORKS_ALL_IP_RANGES" }),
};
