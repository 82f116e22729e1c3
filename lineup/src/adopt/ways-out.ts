import { withoutPlaces } from "../../../facts/attribute-path";
import { field } from "../values";
import type { Foretold } from "./foretell";

/** What to do about a difference that no setting says, and what it costs. */
interface WayOut {
  type: string;
  attribute: RegExp;
  says: (name: string, foretold: Foretold) => string;
}

const WAYS: readonly WayOut[] = [
  {
    type: "google_redis_instance",
    attribute: /^(connect_mode|tier|transit_encryption_mode|authorized_network|name|location_id|customer_managed_key)$/,
    says: (name) =>
      `${name} cannot become it: export what has to stay (gcloud redis instances export), delete it in a maintenance window, and the deploy makes the new one - another address, its data gone, the services cut off until they are deployed`,
  },
  {
    type: "google_redis_instance",
    attribute: /^redis_version$/,
    says: (name) => `Redis takes no older version: write that of ${name}`,
  },
  {
    type: "google_vpc_access_connector",
    attribute: /^(subnet|network|ip_cidr_range)\b/,
    says: (name) =>
      `the form, range and network of a connector never change: give the new one another name and a free range, deploy, and delete ${name} when no service uses it - both are paid for meanwhile`,
  },
  {
    type: "google_compute_network",
    attribute: /^auto_create_subnetworks$/,
    says: (name, { change }) =>
      `gcloud compute networks update ${name} --switch-to-custom-subnet-mode --project ${field(change.before, "project") ?? "PROJECT"} keeps its subnetworks, and cannot be taken back`,
  },
  {
    type: "google_compute_firewall",
    attribute: /^network$/,
    says: (name) =>
      `Google never moves a firewall rule: delete ${name} where it is, if nothing there needs it, and the deploy makes it in this network`,
  },
  {
    type: "google_service_networking_connection",
    attribute: /^reserved_peering_ranges\b/,
    says: () =>
      "merge the ranges and never drop one: Redis, Cloud SQL and whatever else has its addresses in a range that is dropped is cut off",
  },
  {
    type: "google_compute_subnetwork",
    attribute: /^(network|ip_cidr_range|region)$/,
    says: (name) => `a subnetwork never moves: write another name and a free range, and leave ${name} to what uses it`,
  },
  {
    type: "google_secret_manager_secret",
    attribute: /^replication\b/,
    says: (name) =>
      `where a secret is kept never changes: delete ${name} when no service reads it, and the deploy makes it again - its versions are gone`,
  },
];

const REPLACED = "it is replaced: what only it held is gone, and whatever uses it is cut off until it is there again";

/** In the order in which the differences are found, each once. */
export function waysOut(foretold: Foretold, attributes: readonly string[]): string[] {
  const { resource, forcing, live } = foretold;
  const name = String(field(live?.values, "name") ?? field(live?.values, "secret_id") ?? "it");
  const said = attributes.flatMap((attribute) => {
    const path = withoutPlaces(attribute);
    const way = WAYS.find((one) => one.type === resource.type && one.attribute.test(path));
    if (way) return [way.says(name, foretold)];
    return forcing.some((one) => one.attribute === attribute) ? [REPLACED] : [];
  });
  return [...new Set(said)];
}
