import type { RuleCase } from "../verify/rule-case";

/** Only an inventory lists what could not be read, so this case is an inventory and not an edit of the base. */
const inventory = { schema: "lineup/inventory/1", project: "acme-staging", resources: [] };

export const notRead: RuleCase = {
  failing: () => ({
    ...inventory,
    unread: [
      {
        what: "firewall rules",
        why: "403: grant the permission compute.firewalls.list, for example with roles/compute.networkViewer",
        types: ["google_compute_firewall"],
        project: "acme-staging",
      },
    ],
  }),
  passing: () => inventory,
};
