import { CLOUD_SQL, CLOUD_SQL_NEEDS, CLOUD_SQL_PORTS, SSL_MODES } from "../../../../facts/targets";
import type { Resource } from "../../inputs/model";
import { isKnown, type Maybe, Unresolved } from "../../values";
import type { Target } from "../model";
import { unknownNetwork } from "../networks";
import { flag, get, itemFields, items, knownText, text, unlessComputed, within } from "../read";
import { regionOf } from "../regions";
import { exactly, inServicesRange } from "./addresses";
import type { Refusal, Surroundings, TargetKind } from "./kind";

/** Cloud SQL by private address: behind the services connection of its network, from any region. */
export const cloudSql: TargetKind = { facts: CLOUD_SQL, read, refusals, encryption };

function read(resource: Resource, around: Surroundings): Target | undefined {
  const settings = within(get(resource, "settings"), "ip_configuration");
  // In a state, what is not set is an empty text.
  const said = unlessComputed(within(settings, "private_network")) || undefined;
  const network = around.networks.named(said, resource);
  const isPublic = flag(within(settings, "ipv4_enabled")) ?? true;
  const host = privateAddress(resource);
  // Private Service Connect alone, or an address without a network: where it is reached is not said.
  const byEndpoints = flag(within(within(settings, "psc_config"), "psc_enabled")) ?? false;
  if (!network && (byEndpoints !== false || host !== undefined)) return undefined;
  const reserved = unlessComputed(within(settings, "allocated_ip_range")) || undefined;
  const addresses = exactly(host) ?? inServicesRange(reserved, network ?? NOWHERE, around);
  return {
    ...itemFields(resource),
    kind: cloudSql,
    // With a public address beside it, the first one listed may be either.
    hosts: isPublic === false ? CLOUD_SQL.hosts : PRIVATE,
    unclear: isPublic === false ? CLOUD_SQL.unclear : EITHER,
    mayBePublic: isPublic !== false,
    region: regionOf(resource),
    network: network ?? NOWHERE,
    networkIsSaid: network !== undefined,
    connectMode: "PRIVATE_SERVICE_ACCESS",
    tls: false,
    auth: false,
    iam: false,
    host,
    alsoAt: [],
    port: portOf(text(get(resource, "database_version"))),
    nodes: undefined,
    readEndpoint: undefined,
    hasReadEndpoint: false,
    aliases: [resource.address],
    endpoints: [resource.address],
    reserved,
    needs: CLOUD_SQL_NEEDS,
    state: knownText(get(resource, "state")),
    ...addresses,
    readAddresses: addresses,
  };
}

const NOWHERE = unknownNetwork(new Unresolved("no private network"));
const PRIVATE = /^private_ip_address$/;
const EITHER = /^(first_ip_address|ip_address|dns_names?)\b/;

function privateAddress(resource: Resource): string | undefined {
  const listed = items(get(resource, "ip_address")).filter((one) => within(one, "type") === "PRIVATE");
  return knownText(get(resource, "private_ip_address")) ?? knownText(within(listed[0], "ip_address"));
}

function portOf(version: Maybe<string> | undefined): Maybe<number> {
  if (version !== undefined && !isKnown(version)) return version;
  const [engine = ""] = (version ?? "").split("_");
  return CLOUD_SQL_PORTS[engine] ?? new Unresolved(`the port of ${version ?? "a database without a version"}`);
}

function refusals({ resource, networkIsSaid }: Target): Refusal[] {
  const settings = get(resource, "settings");
  const found: Refusal[] = [];
  const refuse = (attribute: string, message: string, fix: string, code?: Refusal["code"]) =>
    found.push({
      when: "always",
      attribute: `settings.${attribute}`,
      message,
      fix,
      certain: true,
      ...(code ? { code } : {}),
    });
  if (!networkIsSaid)
    refuse(
      "ip_configuration.private_network",
      "it has no private address: no private network is set",
      "set private_network to the network of its services connection",
      "CLOUD_SQL_INSTANCE_NO_IP_ADDRESS",
    );
  const said = (attribute: string) => text(unlessComputed(within(settings, attribute)));
  for (const attribute of ["activation_policy", "connector_enforcement"]) {
    const value = said(attribute);
    if (value === undefined || isKnown(value)) continue;
    const message = `whether it takes connections is unknown: its ${attribute} is ${value.shown}`;
    found.push({
      when: "always",
      attribute: `settings.${attribute}`,
      message,
      fix: `write ${attribute} out`,
      certain: false,
    });
  }
  if (said("activation_policy") === "NEVER")
    refuse("activation_policy", "it is stopped: its activation policy is NEVER", "set activation_policy to ALWAYS");
  if (said("connector_enforcement") === "REQUIRED")
    refuse(
      "connector_enforcement",
      "it takes connections of Cloud SQL's connectors only, at port 3307, and refuses those to its address",
      "connect through a connector or the Auth Proxy, or set connector_enforcement to NOT_REQUIRED",
      "CLOUD_SQL_CONNECTOR_REQUIRED",
    );
  return found;
}

/** Where no mode is set, both kinds of connections are taken. */
function encryption({ resource }: Target): ReturnType<NonNullable<TargetKind["encryption"]>> {
  const ip = within(get(resource, "settings"), "ip_configuration");
  const mode = text(unlessComputed(within(ip, "ssl_mode")));
  const attribute = "settings.ip_configuration.ssl_mode";
  if (typeof mode === "string") return { asked: SSL_MODES[mode] ?? new Unresolved(mode), attribute };
  const isRequired = flag(unlessComputed(within(ip, "require_ssl")));
  if (mode === undefined && (isRequired === undefined || isKnown(isRequired)))
    return { asked: isRequired ? "a certificate" : "nothing", attribute };
  return { asked: mode ?? (isRequired as Unresolved), attribute };
}
