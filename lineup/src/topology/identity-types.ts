// Which resources say who may do what: by their types, as the provider calls them.

/** What a resource of this type opens to those it names, in the words that a reader has for it. */
const OPENED: readonly [on: string, type: RegExp][] = [
  ["secret", /^google_secret_manager_(regional_)?secret_iam_(member|binding|policy)$/],
  ["bucket", /^google_storage_(managed_folder|bucket)_iam_(member|binding|policy)$/],
  ["bucket", /^google_storage_(bucket|default_object)_(acl|access_control)$/],
  ["service account", /^google_service_account_iam_(member|binding|policy)$/],
  ["project", /^google_project_iam_(member|binding|policy)$/],
  ["folder", /^google_folder_iam_(member|binding|policy)$/],
  ["organization", /^google_organization_iam_(member|binding|policy)$/],
  [
    "service",
    /^google_(cloud_run(_v2)?_(service|job|worker_pool)|cloudfunctions2?_function)_iam_(member|binding|policy)$/,
  ],
  ["object", /^google_storage_(object_(acl|access_control)|bucket_object)$/],
  ["dataset", /^google_bigquery_dataset(_access)?$/],
];

const ANY = /^google_(\w+)_iam_(member|binding|policy)$/;

/** What a resource of this type opens to those it names; undefined where it names nobody. */
export function openedBy(type: string): string | undefined {
  // Thousands of resources are of few types.
  if (!opened.has(type)) opened.set(type, found(type));
  return opened.get(type);
}

const opened = new Map<string, string | undefined>();

function found(type: string): string | undefined {
  const known = OPENED.find(([, types]) => types.test(type))?.[0];
  return known ?? ANY.exec(type)?.[1]?.replaceAll("_", " ");
}

/** What is something else, and says in one attribute who may use it. */
export const SAYS_WHO: ReadonlyMap<string, string> = new Map([
  ["google_bigquery_dataset", "access"],
  ["google_storage_bucket_object", "predefined_acl"],
]);

/** What else decides who may do what: roles, denials, identities from elsewhere, keys, records of who did what. */
const OTHERS =
  /^google_(\w+_iam_(custom_role|audit_config|member_remove)|iam_(?!policy$|testable_permissions$)\w+|service_account(_key)?|project_default_service_accounts|storage_hmac_key|apikeys_key|privileged_access_manager_entitlement|access_context_manager_\w+|cloud_identity_group(_membership)?|os_login_ssh_public_key|bigquery_row_access_policy|bigquery_datapolicy_data_policy|org_policy_policy|(project|folder)_organization_policy|organization_policy)$/;

/** Whether a resource of this type is about who may do what, and its changes are listed in full. */
export function isAboutIdentities(type: string): boolean {
  return (openedBy(type) !== undefined && !SAYS_WHO.has(type)) || OTHERS.test(type);
}

export const CUSTOM_ROLE = /^google_(project|organization)_iam_custom_role$/;
/** A provider of identities: of workloads, or of a workforce. */
export const IDENTITY_PROVIDER = /^google_iam_(workload_identity|workforce)_pool_provider$/;
