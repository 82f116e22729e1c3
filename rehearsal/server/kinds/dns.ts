import { type ApiKind, timestamp } from "../kind";
import type { CloudObject } from "../store";

const shared = { style: "immediate", named: { field: "name" } } as const;
const dns = "dns/projects/{project}";

/** Cloud DNS: zones and their records, and what answers before them. */
export const dnsKinds: readonly ApiKind[] = [
  {
    ...shared,
    collection: `${dns}/managedZones/{zone}/rrsets`,
    listKind: "dns#resourceRecordSetsListResponse",
    // One name may have records of several types.
    named: { made: ({ name, type }: CloudObject) => `${String(name)}${String(type)}` },
    selected: (thing, query) =>
      ["name", "type"].every((key) => !query.has(key) || String(thing[key]) === query.get(key)),
    filled: (draft) => ({ ttl: 300, ...draft, kind: "dns#resourceRecordSet" }),
  },
  {
    ...shared,
    collection: `${dns}/managedZones`,
    listKind: "dns#managedZonesListResponse",
    filled: (draft, { store }, before) => ({
      visibility: "public",
      ...draft,
      kind: "dns#managedZone",
      id: before?.id ?? String(store.next()),
      creationTime: before?.creationTime ?? timestamp(),
      nameServers: ["ns-gcp-private.googledomains.com."],
    }),
  },
  {
    ...shared,
    collection: `${dns}/policies`,
    listKind: "dns#policiesListResponse",
    filled: (draft, { store }) => ({ ...draft, kind: "dns#policy", id: String(store.next()) }),
  },
  {
    ...shared,
    collection: `${dns}/responsePolicies`,
    listKind: undefined,
    named: { field: "responsePolicyName" },
    filled: (draft, { store }) => ({ ...draft, kind: "dns#responsePolicy", id: String(store.next()) }),
  },
];
