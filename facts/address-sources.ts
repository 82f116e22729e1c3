// Where an address or a host name may come from that is known only after an apply.

const ADDRESS =
  /(^|_)(ip|ips|ip_address|ip_addresses|address|addresses|host|hostname|hosts|endpoint|endpoints|fqdn|dns_name|ipv4|ipv6)$/;

/** Whether an attribute may be an address at which a cache answers: a `uri` is one of HTTP. */
export function isAddressAttribute(attribute: string): boolean {
  return ADDRESS.test(attribute);
}

/** Resources of Google with addresses at which no cache answers: gateways, routes, templates, what calls endpoints. */
const ANSWERS_NOTHING =
  /^google_(compute_(network|subnetwork|route|router|vpn|ha_vpn|external_vpn|interconnect|instance_template|region_instance_template|backend_service|region_backend_service|service_attachment|network_attachment)|sql_user|cloud_tasks|cloudbuild|service_networking|pubsub|monitoring|logging|storage|eventarc|cloud_scheduler|secret_manager|kms|artifact_registry|bigquery|project|service_account|iam)_?/;

/** Resources that make names, keys, files and times, or hand on what another one made, and nothing that listens. */
const MAKES_NO_ADDRESS = /^(random|time|tls|null|archive|local)_|^terraform_data$/;

/** Whether everything that this type makes known after an apply is no address of a server. */
export function answersNothing(type: string): boolean {
  return ANSWERS_NOTHING.test(type) || MAKES_NO_ADDRESS.test(type);
}

/** Whose attributes are known by name: of another provider's resource any attribute may be an address. */
export function isOfGoogle(type: string): boolean {
  return type.startsWith("google_");
}
