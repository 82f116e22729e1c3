import { API, CACHE, CONNECTOR, REGION, type Root, ref, VPC } from "./base";
import type { VerifyCase } from "./case";
import { access, at, set } from "./edit";

const ELSEWHERE = "us-central1";
const unresolved = { verdict: "unknown", code: "UNRESOLVED_REFERENCE" } as const;
const noLocals = { ...unresolved, because: "a plan holds no locals, so the regions of the two providers are unknown" };

/** Provider blocks: local names, aliases, and projects and regions that come from them. */
export const providers: VerifyCase[] = [
  {
    id: "regions-of-aliases-by-locals-apart",
    why: "Connector and Redis get their regions from two providers, and the locals behind them differ.",
    mutate: (root) => regionsByLocals(root, REGION, ELSEWHERE),
    verdict: "blocked",
    code: "REGION_MISMATCH",
    plan: noLocals,
  },
  {
    id: "regions-of-aliases-by-locals-alike",
    why: "Connector and Redis get their regions from two providers, and the locals behind them are equal.",
    mutate: (root) => regionsByLocals(root, REGION, REGION),
    verdict: "reachable",
    plan: noLocals,
  },
  {
    id: "provider-with-another-local-name",
    why: "The provider of a resource is the one that required_providers gives the name.",
    mutate: (root) => renamedProvider(root, REGION),
    verdict: "reachable",
  },
  {
    id: "provider-with-another-local-name-elsewhere",
    why: "Redis has no region of its own, and the provider under its local name is elsewhere.",
    mutate: (root) => renamedProvider(root, ELSEWHERE),
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "network-name-in-another-project",
    why: "A bare name is a network of the connector's own project, and this network is in another one.",
    mutate: (root) => {
      root.provider.google = [root.provider.google, { alias: "host", project: "acme-network", region: REGION }];
      set(root, VPC, { provider: "google.host" });
    },
    verdict: "blocked",
    code: "GOOGLE_MANAGED_SERVICE_NO_PEERING",
  },
  {
    id: "connector-name-of-another-alias",
    why: "A bare name is a connector in the service's own region; this one is elsewhere, and whether another one has the name is unknown.",
    mutate: (root) => {
      root.provider.google = [root.provider.google, { alias: "us", project: "acme-staging", region: ELSEWHERE }];
      set(root, CONNECTOR, { provider: "google.us", region: undefined });
      access(root, { connector: ref(`${CONNECTOR}.name`) });
    },
    ...unresolved,
  },
];

function regionsByLocals(root: Root, one: string, other: string): void {
  root.locals = { one, other };
  const { google } = root.provider;
  const alias = (name: string) => ({ alias: name, project: "acme-staging", region: ref(`local.${name}`) });
  root.provider.google = [google, alias("one"), alias("other")];
  set(root, CONNECTOR, { provider: "google.one", region: undefined });
  set(root, CACHE, { provider: "google.other", region: undefined });
  at(root, API).location = one;
}

/** The provider `google` under the local name `g`, with a second block for Redis. */
function renamedProvider(root: Root, region: string): void {
  const { required_providers } = root.terraform;
  required_providers.g = required_providers.google;
  delete required_providers.google;
  root.provider = { g: [root.provider.google, { alias: "data", project: "acme-staging", region }] };
  for (const byName of Object.values<Root>(root.resource)) {
    for (const body of Object.values<Root>(byName)) body.provider = "g";
  }
  set(root, CACHE, { provider: "g.data", region: undefined });
}
