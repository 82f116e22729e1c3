import { type AdoptionCase, gone, PROJECT, rule, set } from "./case";

const egress = rule("allow-vpc-connector-to-redis-egress");

export const firewallCases: AdoptionCase[] = [
  {
    id: "firewall-on-another-network",
    about: "of our name; the network of a rule cannot be changed",
    edits: [set(egress, { network: `projects/${PROJECT}/global/networks/default` })],
  },
  { id: "firewall-of-other-priority", about: "900", edits: [set(egress, { priority: 900 })] },
  {
    id: "firewall-to-other-range",
    about: "one address",
    edits: [set(egress, { destinationRanges: ["10.166.0.3/32"] })],
  },
  {
    id: "firewall-with-more-ranges",
    about: "the old address of Redis as well",
    edits: [set(egress, { destinationRanges: ["10.107.0.0/16", "10.166.0.0/16"] })],
  },
  {
    id: "firewall-of-more-protocols",
    about: "udp as well",
    edits: [
      set(rule("allow-vpc-connector-to-redis-egress"), {
        allowed: [{ IPProtocol: "tcp", ports: ["6379"] }, { IPProtocol: "udp" }],
      }),
    ],
  },
  {
    id: "firewall-of-more-ports",
    about: "6378 as well",
    edits: [set(egress, { allowed: [{ IPProtocol: "tcp", ports: ["6378", "6379"] }] })],
  },
  { id: "firewall-disabled", about: "while debugging", edits: [set(egress, { disabled: true })] },
  {
    id: "firewall-without-logging",
    about: "the default of gcloud",
    edits: [set(egress, { logConfig: { enable: false } })],
  },
  {
    id: "firewall-of-other-direction",
    about: "the rule of the incident's guide: from the connector's range, inwards",
    edits: [
      set(egress, {
        direction: "INGRESS",
        destinationRanges: null,
        sourceRanges: ["10.2.0.0/28"],
        targetTags: null,
      }),
    ],
  },
  {
    id: "firewall-with-other-tags",
    about: "the tag of all connectors",
    edits: [set(egress, { targetTags: ["vpc-connector"] })],
  },
  {
    id: "firewall-of-accounts",
    about: "it acts on what runs as an account, and not on a tag",
    edits: [
      set(egress, {
        targetTags: null,
        targetServiceAccounts: [`netra-backend-staging@${PROJECT}.iam.gserviceaccount.com`],
      }),
    ],
  },
  {
    id: "firewall-that-denies",
    about: "the closing rule allows",
    edits: [set(rule("deny-vpc-connector-egress"), { denied: null, allowed: [{ IPProtocol: "all" }] })],
  },
  {
    id: "firewall-without-description",
    about: "gcloud sends none",
    edits: [set(egress, { description: null })],
  },
  {
    id: "firewalls-of-the-incident",
    about: "the four rules of the original, and no closing rule",
    edits: gone(
      rule("deny-vpc-connector-egress"),
      egress,
      rule("allow-egress-tcp-5432-to-10-166-0-0-16"),
      rule("allow-egress-tcp-3307-to-10-166-0-0-16"),
    ),
  },
];
