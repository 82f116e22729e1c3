import type { SecretUse, Target, Topology } from "../topology/model";
import { projectOf } from "../topology/networks";
import { get, knownText } from "../topology/read";
import { unresolvedIn, type Value } from "../values";

// Whether a mounted secret is another way to the password of a Redis. A certificate beside the service is none.

/** "right" where it holds the AUTH string, "may" where nothing says what it holds. */
type MountedFit = "right" | "may" | "no";

const CERTIFICATE_NAME = /(^|[^a-z])(ca|cacerts?|certs?|certificates?|tls|ssl|pem)([^a-z]|$)/i;

export function mountedFit(use: SecretUse, topology: Topology, target: Target): MountedFit {
  const { secretValue } = use;
  if (secretValue !== undefined) return contentFit(secretValue, target);
  const { id, shown } = topology.secrets.nameOf(use.secret, projectOf(target.resource));
  return CERTIFICATE_NAME.test(id ?? shown) ? "no" : "may";
}

function contentFit(content: Value, target: Target): MountedFit {
  const open = unresolvedIn(content);
  if (open.length > 0) {
    const references = open.flatMap((one) => one.references);
    const auth = references.filter(({ attribute }) => attribute === "auth_string");
    if (auth.some(({ address }) => target.aliases.includes(address))) return "right";
    const isOther = references.length > 0 && references.every(({ attribute }) => OTHER.test(attribute));
    return auth.length > 0 || !isOther ? "may" : "no";
  }
  const own = knownText(get(target.resource, "auth_string"));
  if (typeof content !== "string") return "may";
  if (own !== undefined) return content.includes(own) ? "right" : "no";
  return content.includes("-----BEGIN CERTIFICATE") ? "no" : "may";
}

/** What a Redis says of itself that is no password. */
const OTHER = /^(server_ca_certs|host|port|read_endpoint|id|name)/;
