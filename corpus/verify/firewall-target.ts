import { CONNECTOR, ref } from "./base";
import type { VerifyCase } from "./case";
import { allow, close, deny, opening, remove } from "./edit";

const accounts = ["connector@acme-staging.iam.gserviceaccount.com"];

/** Which machines a rule acts on: the connector's carry two tags and have addresses of its range. */
export const firewallTarget: VerifyCase[] = [
  {
    id: "deny-for-the-generic-tag",
    why: "Every connector's machines carry the tag vpc-connector.",
    mutate: (root) => deny(root, { target_tags: ["vpc-connector"] }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-without-target",
    why: "A rule without a target acts on every machine of its network.",
    mutate: (root) => deny(root, { target_tags: undefined }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-with-empty-lists",
    why: "An empty list of tags, sources or destinations restricts nothing.",
    mutate: (root) => deny(root, { target_tags: [], source_ranges: [], destination_ranges: [] }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-for-other-tag",
    why: "The connector's machines do not carry another connector's tag.",
    mutate: (root) => deny(root, { target_tags: ["vpc-connector-europe-west1-other-conn"] }),
    verdict: "reachable",
  },
  {
    id: "deny-for-tag-of-other-region",
    why: "The region is part of the tag.",
    mutate: (root) => deny(root, { target_tags: ["vpc-connector-us-central1-orders-conn"] }),
    verdict: "reachable",
  },
  {
    id: "deny-for-one-of-several-tags",
    why: "One tag that matches is enough.",
    mutate: (root) => deny(root, { target_tags: ["batch", "vpc-connector"] }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-for-tag-by-reference",
    why: "The tag is put together from the connector's name, and is the connector's.",
    mutate: (root) => {
      const [region, name] = [ref(`${CONNECTOR}.region`), ref(`${CONNECTOR}.name`)];
      deny(root, { target_tags: [`vpc-connector-${region}-${name}`] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "opening-for-tag-of-former-name",
    why: "The connector was renamed and its tag with it; the allow rule still targets the old tag.",
    mutate: (root) => {
      close(root, { target_tags: ["vpc-connector"] });
      opening(root, { target_tags: ["vpc-connector-europe-west1-legacy-conn"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "opening-for-everybody",
    why: "An allow without a target opens for the connector as well.",
    mutate: (root) => {
      close(root);
      opening(root, { target_tags: undefined });
    },
    verdict: "reachable",
  },
  {
    id: "deny-from-the-connectors-range",
    why: "An egress rule may name sources, and these hold the connector's range.",
    mutate: (root) => deny(root, { target_tags: undefined, source_ranges: ["10.2.0.0/16"] }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-from-the-connectors-halves",
    why: "Two sources that together hold the connector's range hold it.",
    mutate: (root) => deny(root, { source_ranges: ["10.2.0.0/29", "10.2.0.8/29"] }),
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-from-elsewhere",
    why: "The connector's addresses are not among the rule's sources.",
    mutate: (root) => deny(root, { source_ranges: ["10.0.0.0/24"] }),
    verdict: "reachable",
  },
  {
    id: "deny-from-half-of-the-range",
    why: "Some of the connector's machines have an address among the sources, and some have not.",
    mutate: (root) => deny(root, { source_ranges: ["10.2.0.0/29"] }),
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "opening-from-elsewhere",
    why: "The allow rule applies to source addresses of another range, and the connector's egress is denied.",
    mutate: (root) => {
      close(root);
      opening(root, { source_ranges: ["10.0.0.0/24"] });
    },
    verdict: "blocked",
    code: "FIREWALL_RULE",
  },
  {
    id: "opening-from-half-of-the-range",
    why: "The allow rule applies to half of the connector's addresses, and the deny rule to all.",
    mutate: (root) => {
      close(root);
      opening(root, { source_ranges: ["10.2.0.8/29"] });
    },
    verdict: "unknown",
    code: "FIREWALL_RULE",
  },
  {
    id: "deny-for-service-accounts",
    why: "Whether a rule for service accounts can match a connector's machines is not documented.",
    mutate: (root) => deny(root, { target_tags: undefined, target_service_accounts: accounts }),
    verdict: "unknown",
    code: "UNEVALUATED_POLICY",
  },
  {
    id: "deny-for-service-accounts-below",
    why: "Whether it matches or not: the allow at 1000 has decided before.",
    mutate: (root) => deny(root, { priority: 2000, target_tags: undefined, target_service_accounts: accounts }),
    verdict: "reachable",
  },
  {
    id: "deny-for-service-accounts-on-other-port",
    why: "Whether it matches or not: it is not about Redis.",
    mutate: (root) =>
      deny(root, {
        target_tags: undefined,
        target_service_accounts: accounts,
        deny: [{ protocol: "tcp", ports: ["5432"] }],
      }),
    verdict: "reachable",
  },
  {
    id: "opening-for-service-accounts",
    why: "Above a closing rule it matters whether a rule for service accounts matches, and that is not documented.",
    mutate: (root) => {
      remove(root, "google_compute_firewall.redis_out");
      allow(root, { target_tags: undefined, target_service_accounts: accounts });
      close(root);
    },
    verdict: "unknown",
    code: "UNEVALUATED_POLICY",
  },
];
