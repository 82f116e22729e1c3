import type { Resource } from "../inputs/model";
import { Unresolved, type Value } from "../values";
import { networkOf } from "./attachment";
import type { Service, Topology } from "./model";
import { compareNetworks, mayBeIn, projectOf, type Sameness } from "./networks";
import { get, items, knownText, text, within } from "./read";

/** What the records of an input say of a name, asked by one service. */
interface NameAnswer {
  /** The record. */
  address: string;
  /** What it points at; undefined where that is in doubt. */
  value: Value | undefined;
  doubt: string;
}

/** What a name resolves to; undefined where no record of this input has it. */
export function answerFor(host: string, service: Service, topology: Topology): NameAnswer | undefined {
  const name = canonical(host);
  const records = topology.dnsRecords.filter((one) => canonical(knownText(get(one, "name")) ?? "") === name);
  const [record, ...others] = records;
  if (!record) return undefined;
  const doubt = others.length > 0 ? "several records have it" : doubtOf(record, name, service, topology);
  if (doubt !== undefined) return { address: record.address, value: undefined, doubt };
  return { address: record.address, value: addressesOf(record)[0], doubt: "" };
}

/** A first plan knows of the list only what it refers to: one address of a target is taken to be all of it. */
function addressesOf(record: Resource): Value[] {
  const said = get(record, "rrdatas");
  if (!(said instanceof Unresolved)) return items(said);
  const [only, ...others] = said.references;
  return only && others.length === 0 ? [new Unresolved(said.text, [only], only, undefined, true)] : [];
}

/** Policies may send a name to other servers, or answer it by a rule of their own. */
const ANSWERS_FIRST = ["google_dns_policy", "google_dns_response_policy", "google_dns_response_policy_rule"];

function canonical(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

function doubtOf(record: Resource, name: string, service: Service, topology: Topology): string | undefined {
  const { address } = record;
  if (!record.certain) return `it is unknown whether ${address} exists`;
  if (knownText(get(record, "type")) !== "A") return `${address} is not an A record`;
  if (items(get(record, "routing_policy")).length > 0) return `${address} answers by a routing policy`;
  if (addressesOf(record).length !== 1) return `${address} does not hold exactly one address`;
  const zone = zoneOf(record, topology);
  if (!zone) return `the zone of ${address} is not part of this input`;
  if (kindOf(zone) === "private" && visibility(zone, service, topology) !== "same")
    return `lineup cannot determine that the private zone ${zone.address} is visible to the network of ${service.address}`;
  const elsewhere = networkOf(service, topology)?.project;
  if (topology.kind === "inventory" && elsewhere !== undefined && elsewhere !== projectOf(zone))
    return `the zones of the project ${elsewhere}, whose network ${service.address} is in, are not in this inventory`;
  const twin = topology.dnsRecords.find((other) => other !== record && get(other, "name") instanceof Unresolved);
  if (twin) return `lineup cannot determine whether ${twin.address} has the same name`;
  const policy = topology.resources.find(({ type }) => ANSWERS_FIRST.includes(type));
  if (policy) return `${policy.address} may answer for it instead`;
  const closer = topology.dnsZones.find(
    (other) => other !== zone && mayHold(other, name, goesBefore(other, zone)) && answers(other, service, topology),
  );
  return closer ? `the ${kindOf(closer)} zone ${closer.address} may answer for it instead` : undefined;
}

/** How long the name of a zone must be to go before another: any private zone goes before every public one. */
function goesBefore(other: Resource, zone: Resource): number {
  if (kindOf(zone) === "private") return kindOf(other) === "private" ? suffixOf(zone).length : Number.POSITIVE_INFINITY;
  return kindOf(other) === "private" ? 0 : suffixOf(zone).length;
}

function answers(zone: Resource, service: Service, topology: Topology): boolean {
  return kindOf(zone) === "public" || visibility(zone, service, topology) !== "different";
}

function kindOf(zone: Resource): "public" | "private" {
  return (text(get(zone, "visibility")) ?? "public") === "public" ? "public" : "private";
}

/** Whether a zone may be the one that answers: the most special one does. */
function mayHold(zone: Resource, name: string, own: number): boolean {
  if (own === Number.POSITIVE_INFINITY) return false;
  if (knownText(get(zone, "dns_name")) === undefined) return true;
  return `.${name}`.endsWith(`.${suffixOf(zone)}`) && suffixOf(zone).length >= own;
}

function suffixOf(zone: Resource): string {
  return canonical(knownText(get(zone, "dns_name")) ?? "");
}

function zoneOf(record: Resource, { dnsZones }: Topology): Resource | undefined {
  const said = get(record, "managed_zone");
  if (said instanceof Unresolved) return dnsZones.find(({ address }) => address === said.soleReference?.address);
  return dnsZones.find(
    (zone) => knownText(get(zone, "name")) === said && mayBeIn(projectOf(record), zone) && zone.certain,
  );
}

/** Whether a private zone answers the network that the service is in. */
function visibility(zone: Resource, service: Service, topology: Topology): Sameness {
  const networks = within(get(zone, "private_visibility_config"), "networks");
  const own = networkOf(service, topology);
  if (!own || networks instanceof Unresolved) return "unknown";
  const found = items(networks).map((one) => {
    const network = topology.finder.named(within(one, "network_url"), zone);
    return network ? compareNetworks(network, own) : "unknown";
  });
  if (found.includes("same")) return "same";
  return found.includes("unknown") ? "unknown" : "different";
}
