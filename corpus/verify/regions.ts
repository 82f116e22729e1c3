import { API, CACHE, type Root, ref } from "./base";
import type { VerifyCase } from "./case";
import { access, connector, set } from "./edit";

const ELSEWHERE = "us-central1";

/** Service, connector and Redis share one region, or there is no path. */
export const regions: VerifyCase[] = [
  {
    id: "redis-in-other-region",
    why: "A Redis instance is reached from its own region only.",
    mutate: (root) => set(root, CACHE, { region: ELSEWHERE }),
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "connector-in-other-region",
    why: "A service uses connectors of its own region only.",
    mutate: (root) => connector(root, { region: ELSEWHERE }),
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "service-in-other-region",
    why: "The service is deployed where neither its connector nor its Redis is.",
    mutate: (root) => set(root, API, { location: ELSEWHERE }),
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "service-and-connector-in-other-region",
    why: "Service and connector agree, but Redis is reached from its own region only.",
    mutate: (root) => {
      set(root, API, { location: ELSEWHERE });
      connector(root, { region: ELSEWHERE });
    },
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "connector-and-redis-in-other-region",
    why: "Connector and Redis agree, but the service cannot use a connector of another region.",
    mutate: (root) => {
      set(root, CACHE, { region: ELSEWHERE });
      connector(root, { region: ELSEWHERE });
    },
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "service-and-redis-apart-from-connector",
    why: "Service and Redis share a region, the connector between them is in another one.",
    mutate: (root) => {
      set(root, API, { location: ELSEWHERE });
      set(root, CACHE, { region: ELSEWHERE });
    },
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "regions-from-the-provider",
    why: "An unset region is the provider's.",
    mutate: (root) => {
      set(root, CACHE, { region: undefined });
      connector(root, { region: undefined });
    },
    verdict: "reachable",
  },
  {
    id: "redis-region-from-other-provider-region",
    why: "An unset region is the provider's, which here is not the service's.",
    mutate: (root) => {
      root.provider.google.region = ELSEWHERE;
      set(root, CACHE, { region: undefined });
    },
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "redis-region-from-aliased-provider",
    why: "Redis takes its region from the provider it names, not from the default one.",
    mutate: (root) => {
      aliased(root);
      set(root, CACHE, { region: undefined, provider: "google.us" });
    },
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "region-written-beats-aliased-provider",
    why: "A region that is written out counts, whatever the provider's is.",
    mutate: (root) => {
      aliased(root);
      set(root, CACHE, { provider: "google.us" });
    },
    verdict: "reachable",
  },
  {
    id: "connector-path-of-other-region",
    why: "A connector's path names its region, and a service uses connectors of its own region only.",
    mutate: (root) => access(root, { connector: "projects/acme-staging/locations/us-central1/connectors/orders-conn" }),
    verdict: "blocked",
    code: "REGION_MISMATCH",
  },
  {
    id: "region-by-reference",
    why: "A region may be read from another resource.",
    mutate: (root) => {
      set(root, CACHE, { region: ref("google_compute_subnetwork.apps.region") });
      set(root, API, { location: ref("google_vpc_access_connector.conn.region") });
    },
    verdict: "reachable",
  },
];

function aliased(root: Root): void {
  root.provider.google = [root.provider.google, { alias: "us", project: "acme-staging", region: ELSEWHERE }];
}
