import type { RuleCase } from "../verify/rule-case";

/** Only an inventory says what could not be read: the case is one instead of an edit of the base. */
const inventory = { schema: "lineup/inventory/1", project: "acme-staging", resources: [] };

export const notRead: RuleCase = {
  failing: () => ({
    ...inventory,
    unread: [
      {
        what: "the firewall rules of acme-staging",
        why: "the permission compute.firewalls.list is missing",
        types: ["google_compute_firewall"],
        project: "acme-staging",
      },
    ],
  }),
  passing: () => inventory,
};
