import { withoutPlaces } from "./attribute-path";
/**
 * Attributes whose values may be printed: addresses, ranges, ports, protocols, names, tags, priorities, tiers, modes,
 * regions, versions, states. Whatever is not on the list is not printed, whatever Terraform calls sensitive: its flags
 * are both too coarse and too narrow.
 */
const PRINTABLE = new Set(
  [
    "address address_type alternative_location_id auth_enabled authorized_network connect_mode connector dest_range",
    "destination_ranges direction disabled egress host ingress ip_cidr_range location location_id machine_type",
    "maintenance_version max_instances max_throughput memory_size_gb min_instances min_throughput name network",
    "next_hop_ip port prefix_length priority protocol purpose read_endpoint read_endpoint_port read_replicas_mode",
    "redis_version region replica_count reserved_ip_range reserved_peering_ranges routing_mode secondary_ip_range",
    "source_ranges source_tags state subnet subnetwork tags target_tags tier transit_encryption_mode zone",
  ].flatMap((names) => names.split(" ")),
);

/** Maps have keys of somebody's own choosing: a label may be called `host`. */
const OWN_KEYS = /(^|\.)([a-z_]*labels|[a-z_]*annotations|redis_configs|limits|node_selector|metadata)(\.|$)/;
const NETWORK_ANNOTATION = /annotations\.run\.googleapis\.com\/vpc-access-(egress|connector)$/;
/** A value that is none of these characters, or is longer, is not what such an attribute holds. */
const HARMLESS = /^[\w.:/, -]{1,300}$/;

export const HIDDEN = "(changed)";

/** Whether the value of an attribute may be printed, given as `vpc_access.egress` or `template.containers[0].name`. */
export function isPrintable(attribute: string): boolean {
  if (NETWORK_ANNOTATION.test(attribute)) return true;
  const path = withoutPlaces(attribute);
  return !OWN_KEYS.test(path) && PRINTABLE.has(path.slice(path.lastIndexOf(".") + 1));
}

/** Whom a role is given to: allUsers, a domain, an account. A name like no member of Google's is not printed. */
export function printedMember(member: string): string {
  return MEMBER.test(member) ? member : "a member that is not printed";
}

const MEMBER =
  /^(allUsers|allAuthenticatedUsers|(user|group|domain|serviceAccount|principal|principalSet|project|project(Owner|Editor|Viewer)|deleted)[:-][\w.@:/+%?=-]{1,200})$/;

/** The value of a printable attribute as text; what does not look like one of its kind stays hidden. */
export function printed(value: unknown): string {
  const texts = (Array.isArray(value) ? value : [value]).map((item) => (typeof item === "object" ? "{" : String(item)));
  return texts.every((text) => HARMLESS.test(text)) ? texts.join(", ") : HIDDEN;
}

/** A role of Google's or one of somebody's own: `roles/run.invoker`, `projects/p/roles/deployer`, `READER`. */
export function isPrintableRole(role: string): boolean {
  return /^[\w./-]{1,200}$/.test(role);
}

/** A condition is code that people have written to be read: any visible ASCII, as long as such code is. */
export function isPrintableCondition(code: string): boolean {
  return /^[\x20-\x7e\n\t]{1,2000}$/.test(code);
}

/** What identities and roles are made of, besides who has them: names of permissions, of accounts, of issuers. */
const OF_IDENTITIES = new Set(
  [
    "account_id allowed_audiences attribute_condition denied_permissions denied_principals disabled deleted",
    "exception_permissions exception_principals exempted_members expression issuer_uri log_type permissions",
    "role_id service service_account_id service_account_email stage title role member members",
    "workload_identity_pool_id workload_identity_pool_provider_id session_duration project user enforce",
    "workforce_pool_id provider_id principals group",
  ].flatMap((names) => names.split(" ")),
);

const MEMBER_OF_GROUP = "preferred_member_key.id";

/** Whether what an attribute of a role, a provider or a denial holds may be printed. */
export function isPrintableIdentity(attribute: string): boolean {
  const [first = ""] = attribute.split(".");
  const last = attribute.slice(attribute.lastIndexOf(".") + 1);
  return first === "attribute_mapping" || attribute === MEMBER_OF_GROUP || OF_IDENTITIES.has(last);
}
