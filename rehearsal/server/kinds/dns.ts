import { type ApiKind, lastSegment, listOf, type Place, timestamp } from "../kind";
import type { CloudObject } from "../store";

const shared = { style: "immediate", named: { field: "name" } } as const;
const dns = "dns/projects/{project}";

const recordId = ({ name, type }: CloudObject) => `${String(name)}${String(type)}`;

/** What a change removes is removed first: a record is replaced by both. */
function change({ store, name }: Place, thing: CloudObject | undefined): void {
  const records = name.replace(/\/changes\/[^/]*$/, "/rrsets");
  for (const one of listOf(thing, "deletions") as CloudObject[]) store.remove(`${records}/${recordId(one)}`);
  for (const one of listOf(thing, "additions") as CloudObject[])
    store.put(`${records}/${recordId(one)}`, { ...one, kind: "dns#resourceRecordSet" });
}

/** Cloud DNS: zones and their records, and what answers before them. */
export const dnsKinds: readonly ApiKind[] = [
  {
    ...shared,
    collection: `${dns}/managedZones/{zone}/changes`,
    named: { made: (_, { store }) => String(store.next()) },
    filled: (draft, { name }) => ({
      ...draft,
      kind: "dns#change",
      id: lastSegment(name),
      startTime: timestamp(),
      status: "done",
    }),
    after: change,
  },
  {
    ...shared,
    collection: `${dns}/managedZones/{zone}/rrsets`,
    listKind: "dns#resourceRecordSetsListResponse",
    // One name may have records of several types.
    named: { made: recordId },
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
    updateAnswers: ({ store, id }) => ({
      kind: "dns#operation",
      id: `${id}-${store.next()}`,
      startTime: timestamp(),
      status: "done",
      type: "update",
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
