// Where an address or a host name may come from that is known only after an apply.

const ADDRESS =
  /(^|_)(ip|ips|ip_address|ip_addresses|address|addresses|host|hostname|hosts|endpoint|endpoints|fqdn|dns_name|service_name|ipv4|ipv6)$/;

/** Whether an attribute may be an address at which a cache answers: a `uri` is one of HTTP. */
export function isAddressAttribute(attribute: string): boolean {
  return ADDRESS.test(attribute);
}

/** Resources of Google with addresses at which no cache answers: gateways, routes, templates, what calls endpoints. */
const ANSWERS_NOTHING =
  /^google_(compute_(network|subnetwork|route|router|vpn|ha_vpn|external_vpn|interconnect|instance_template|region_instance_template|backend_service|region_backend_service|service_attachment|network_attachment)|sql_user|cloud_tasks|cloudbuild|service_networking|pubsub|monitoring|logging|storage|eventarc|cloud_scheduler|secret_manager|kms|artifact_registry|bigquery|project|service_account|iam)/;

/** Resources that make names, keys, files and times, or hand on what another one made, and nothing that listens. */
const MAKES_NO_ADDRESS = /^(random|time|tls|null|archive|local)_|^terraform_data$/;

/** Whether everything that this type makes known after an apply is no address of a server. */
export function answersNothing(type: string): boolean {
  return ANSWERS_NOTHING.test(type) || MAKES_NO_ADDRESS.test(type);
}

/** Data sources about what a cloud is made of. Any other one may read what somebody wrote down: a secret, a file. */
const READS_NO_ADDRESS =
  /^(google_(compute_(network|networks|subnetwork|subnetworks|zones|regions|image|default_service_account)|projects?|project_(organization_policy|service)|client_config|client_openid_userinfo|service_accounts?(_.*)?|.*_service_account|.*_iam_policy|iam_.*|cloud_run_locations|folders?|organization|billing_account|active_folder|kms_.*|artifact_registry_.*|container_engine_versions)|archive_file|random_.*|time_.*)$/;

/** Whether nothing that this data source reads is the address of a server. */
export function readsNoAddress(type: string): boolean {
  return READS_NO_ADDRESS.test(type);
}

/** The services of Google whose resources say by the name of an attribute that it is an address. */
const NAMES_ITS_ADDRESSES =
  /^google_(compute|vpc_access|cloud_run|cloudfunctions2?|cloud_identity|redis|memorystore|memcache|sql|container|dns|alloydb|filestore|firestore|spanner|network_connectivity|network_security|certificate_manager|endpoints|apikeys|identity_platform|iap|access_context_manager|firebase|app_engine|binary_authorization|org_policy|organization|folder|billing|essential_contacts)_/;

/** Whose addresses are known by name: of any other resource each attribute may be one that says more than what it is. */
export function namesItsAddresses(type: string): boolean {
  return NAMES_ITS_ADDRESSES.test(type);
}

const SAYS_WHAT_IT_IS =
  /^(id|.*_id|name|self_link|self_link_unique|project|location|region|zone|number|uid|etag|state|status|kind|version|generation|fingerprint|.*labels|.*annotations|.*_time|.*_timestamp)$/;

/** Whether an attribute identifies or describes its resource, whatever the resource is. */
export function saysWhatItIs(attribute: string): boolean {
  return SAYS_WHAT_IT_IS.test(attribute);
}
