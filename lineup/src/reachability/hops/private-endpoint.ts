import { SERVICE_CLASSES } from "../../../../facts/targets";
import { exists } from "../../topology/exists";
import type { ConnectionPolicy, Target, Topology } from "../../topology/model";
import { compareNetworks, networkName } from "../../topology/networks";
import { get, knownText } from "../../topology/read";
import { compareRegions } from "../../topology/regions";
import { isKnown } from "../../values";
import { mayHoldMore } from "../blind-spots";
import type { Trail } from "../path";
import { existence, isCreatedHere, RESOLVE } from "./places";

const RULE = "google_compute_forwarding_rule";
const POLICY = "google_network_connectivity_service_connection_policy";

/**
 * A target behind Private Service Connect answers at endpoints in its consumer's network. Google makes them where a
 * service connection policy allows its class of services to, in this network and this region.
 */
export function hasEndpoint(trail: Trail, topology: Topology, target: Target): void {
  // Its endpoints outlive the policy.
  if (exists(topology, target)) {
    for (const address of [target.host, ...target.alsoAt]) takesConnections(trail, topology, target, address);
    return;
  }
  const { noun, type, network: attribute } = target.kind.facts;
  const at = { address: target.address, attribute };
  const wanted = SERVICE_CLASSES[type] ?? "";
  const found = topology.connectionPolicies.map((policy) => ({ policy, why: misses(policy, target, wanted) }));
  const right = found.find(({ why }) => why === undefined)?.policy;
  if (right) {
    if (!right.certain) existence(trail, right.address);
    subnetsFit(trail, right, target);
    return;
  }
  const open = found.find(({ why }) => why?.kind === "unknown");
  if (open?.why) {
    trail.unknown(
      "UNRESOLVED_REFERENCE",
      { address: open.policy.address, attribute: open.why.attribute },
      `lineup cannot determine whether it allows endpoints of ${noun} in ${networkName(target.network)}`,
      RESOLVE,
    );
    return;
  }
  const need = `a service connection policy for ${wanted} on ${networkName(target.network)} in the region of ${target.address}`;
  if (mayHoldMore(topology, POLICY) || !isCreatedHere(topology, target.network)) {
    trail.assume(`there is ${need}: it is not part of this input, and ${noun} cannot be created without one`);
    return;
  }
  const [near] = found;
  trail.blocked(
    "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
    near?.why ? { address: near.policy.address, attribute: near.why.attribute } : at,
    near?.why
      ? `${near.why.message}, and ${noun} needs ${need}`
      : `its network has no endpoint for it: ${noun} needs ${need}`,
    `add a ${POLICY} with service_class "${wanted}" on this network, in the region of ${target.address}`,
  );
}

/** Of an endpoint that is there, a live project says whether its producer takes the connection. */
function takesConnections(trail: Trail, topology: Topology, target: Target, address: Target["host"]): void {
  if (typeof address !== "string") return;
  const code = "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT";
  const endpoints = topology.resources.flatMap((rule) => {
    if (rule.type !== RULE || knownText(get(rule, "ip_address")) !== address) return [];
    const network = topology.finder.named(get(rule, "network"), rule);
    const status = knownText(get(rule, "psc_connection_status"));
    // What is no endpoint of a service has no such status, and another network may use the address too.
    if (status === undefined || (network && compareNetworks(network, target.network) === "different")) return [];
    return [{ rule, status }];
  });
  if (endpoints.length === 0 && topology.kind === "inventory" && !mayHoldMore(topology, RULE)) {
    const message = `no forwarding rule of the project is an endpoint with ${address}, at which it answers`;
    const fix = "list the forwarding rules of the project that its endpoints were made in";
    trail.unknown(code, { address: target.address, attribute: target.kind.facts.network }, message, fix);
  }
  for (const { rule, status } of endpoints) {
    const at = { address: rule.address, attribute: "psc_connection_status" };
    const message = `the connection of the endpoint ${address} to ${target.address} is ${/^[A-Z_]{1,40}$/.test(status) ? status : "in a state that lineup does not know"}`;
    const fix = `see to the connection of the endpoint, or create ${target.address} anew`;
    if (status === "CLOSED" || status === "REJECTED") trail.blocked(code, at, message, fix);
    else if (status !== "ACCEPTED") trail.unknown(code, at, message, fix);
  }
}

interface Miss {
  kind: "other" | "unknown";
  attribute: string;
  message: string;
}

/** Why a policy is not the one for this target; undefined where it is. */
function misses(policy: ConnectionPolicy, target: Target, wanted: string): Miss | undefined {
  const network = policy.network ? compareNetworks(policy.network, target.network) : "unknown";
  const region = compareRegions(policy.region, target.region);
  const serviceClass = isKnown(policy.serviceClass ?? "") ? policy.serviceClass === wanted : undefined;
  if (network === "different")
    return { kind: "other", attribute: "network", message: `it is on ${networkName(policy.network)}` };
  if (region === "different")
    return { kind: "other", attribute: "location", message: `it is in ${String(policy.region)}` };
  if (serviceClass === false)
    return { kind: "other", attribute: "service_class", message: `it is for ${String(policy.serviceClass)}` };
  if (network === "unknown") return { kind: "unknown", attribute: "network", message: "" };
  if (region === "unknown") return { kind: "unknown", attribute: "location", message: "" };
  return serviceClass === undefined ? { kind: "unknown", attribute: "service_class", message: "" } : undefined;
}

/** The subnets of a policy are of its network and its region: Google takes addresses from no others. */
function subnetsFit(
  trail: Trail,
  { address, network, region, subnetworks, taken }: ConnectionPolicy,
  target: Target,
): void {
  const at = { address, attribute: "psc_config.subnetworks" };
  const { noun } = target.kind.facts;
  if (taken !== undefined)
    trail.assume(`${address} names ${taken} alone: a plan does not keep the expression around a reference`);
  if (!isKnown(subnetworks)) {
    trail.assume(`${address} names a subnet that exists: ${subnetworks.shown}`);
    return;
  }
  const wrong = subnetworks.find(
    (subnet) =>
      subnet &&
      ((subnet.network && network && compareNetworks(subnet.network, network) === "different") ||
        compareRegions(subnet.region, region) === "different"),
  );
  if (wrong) {
    const message = `${wrong.address} is not a subnet of its network and region, and ${noun} gets its addresses from the subnets of the policy`;
    trail.blocked(
      "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
      at,
      message,
      "name a subnet of this network and this region",
    );
  } else if (subnetworks.length === 0) {
    const message = `it names no subnet, and ${noun} gets its addresses from the subnets of the policy`;
    trail.blocked(
      "GOOGLE_MANAGED_SERVICE_NO_PSC_ENDPOINT",
      at,
      message,
      "name a subnet of this network and this region",
    );
  }
  for (const subnet of subnetworks) {
    if (!subnet || !network || subnet === wrong) continue;
    if (subnet.network && compareNetworks(subnet.network, network) !== "unknown") continue;
    const { resource, network: itsNetwork } = subnet;
    if (resource.mode === "data") {
      trail.assume(`${subnet.address} is a subnet of ${networkName(network)}: it is looked up when this is applied`);
      continue;
    }
    const said = itsNetwork ? networkName(itsNetwork) : "it names none";
    const message = `lineup cannot determine whether ${subnet.address} is a subnet of ${networkName(network)}: ${said}`;
    trail.unknown("UNRESOLVED_REFERENCE", at, message, RESOLVE);
  }
}
