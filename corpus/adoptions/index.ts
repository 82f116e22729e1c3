import type { AdoptionCase } from "./case";
import { connectorCases } from "./connector";
import { firewallCases } from "./firewalls";
import { networkCases } from "./network";
import { redisCases } from "./redis";
import { serviceCases } from "./services";
import { wholeCases } from "./whole";

export { type AdoptionCase, byHand } from "./case";

const single: readonly AdoptionCase[] = [
  ...wholeCases,
  ...networkCases,
  ...connectorCases,
  ...redisCases,
  ...firewallCases,
  ...serviceCases,
];

/** Of three things at once, as environments that grew are. */
const TRIPLES: readonly (readonly [string, string, string])[] = [
  ["redis-without-auth", "connector-of-the-recovery-command", "service-with-more-variables"],
  ["redis-by-direct-peering", "services-connection-with-more-ranges", "service-as-other-account"],
  ["redis-of-other-tier", "firewall-on-another-network", "service-with-pinned-traffic"],
  ["connector-in-subnet-form", "network-with-other-mtu", "service-with-all-traffic"],
  ["network-that-makes-its-subnets", "nat-with-static-ports", "secret-of-user-managed-replication"],
  ["range-elsewhere", "redis-older", "firewall-disabled"],
  ["subnet-with-larger-range", "router-without-asn", "service-with-sidecar"],
  ["redis-of-other-name", "router-with-other-asn", "firewalls-of-the-incident"],
  ["labels-of-others", "service-with-default-probe", "nat-of-some-subnets"],
  ["connector-with-larger-minimum", "subnet-with-flow-logs", "service-with-other-secrets"],
];

const called = (id: string): AdoptionCase => {
  const found = single.find((one) => one.id === id);
  if (!found) throw new Error(`there is no adoption case ${id}`);
  return found;
};

const triples = TRIPLES.map((ids): AdoptionCase => {
  const parts = ids.map(called);
  return {
    id: `three-${ids.join("-and-")}`,
    about: parts.map(({ about }) => about).join("; "),
    edits: parts.flatMap(({ edits }) => edits),
  };
});

export const adoptionCases: readonly AdoptionCase[] = [...single, ...triples];
