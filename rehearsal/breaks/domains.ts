import type { LoopbackCloud } from "../server/http";
import { domainMapping } from "../server/kinds/domain-mappings";
import type { Break, NamedWorld, Shown } from "./break";
import { BACKEND_NAME, LOCATION } from "./names";

export const DOMAIN = "api.staging.netrasystems.ai";
const APP = "app.staging.netrasystems.ai";
const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

/** As it is while nothing is wrong: Google's front ends, and a certificate of two months. */
const GOOD: Shown = {
  addresses: ["142.251.32.115"],
  canonical: ["ghs.googlehosted.com"],
  certificate: { names: [DOMAIN], notAfter: inDays(60), trusted: true },
};

export function namedWorld(): NamedWorld {
  return new Map([DOMAIN, APP].map((name) => [name, goodFor(name)]));
}

/** Cloud Run leads each of them to its service. */
export function mapNames({ store }: LoopbackCloud["cloud"]): void {
  const services = [
    [DOMAIN, BACKEND_NAME],
    [APP, "netra-frontend-staging"],
  ] as const;
  for (const [domain, service] of services) {
    store.put(`run/${LOCATION}/domainmappings/${domain}`, domainMapping(domain, service));
  }
}

function goodFor(name: string): Shown {
  return { ...GOOD, certificate: { ...GOOD.certificate, names: [name] } };
}

const onlyInTests = "names and certificates of the internet: lineup diagnose asks the real ones";
const hits = [BACKEND_NAME];
const repair = { command: /./, by: "look" } as const;

export const domainBreaks: readonly Break[] = [
  {
    id: "certificate expired",
    title: "the certificate of a domain has expired",
    happens: async ({ outside }) => {
      const certificate = { names: [DOMAIN], notAfter: inDays(-3), trusted: false, why: "CERT_HAS_EXPIRED" };
      outside.set(DOMAIN, { ...GOOD, certificate });
    },
    sought: [{ codes: ["CERTIFICATE_INVALID"], at: /api\.staging/, hits, repair }],
    onlyInTests,
  },
  {
    id: "domain elsewhere",
    title: "a domain leads to a server that is not ours",
    happens: async ({ outside }) => {
      outside.set(DOMAIN, { ...GOOD, addresses: ["203.0.113.9"], canonical: ["old-host.example.net"] });
    },
    sought: [{ codes: ["DOMAIN_ELSEWHERE"], at: /api\.staging/, hits, repair }],
    onlyInTests,
  },
  {
    id: "domain unresolved",
    title: "a domain has no address",
    happens: async ({ outside }) => outside.delete(DOMAIN),
    sought: [{ codes: ["DOMAIN_UNRESOLVED"], at: /api\.staging/, hits, repair }],
    onlyInTests,
  },
];
