import { networkOf, rangeFrom } from "../server/geography";
import { lastSegment, listOf, textOf, thingOf } from "../server/kind";
import type { CloudObject, Store } from "../server/store";
import { blocked, unclear } from "./verdict";

/** Where a program is, and in which cloud. */
export interface ProgramLocation {
  project: string;
  region: string;
  store: Store;
}

/** Where a program's packets enter a network. */
export interface PacketSource {
  network: string;
  addresses: string[];
  tags: string[];
  connector: boolean;
}

/** The way into a network that the program has. */
export function packetSourceOf(
  access: CloudObject | undefined,
  { project, region, store }: ProgramLocation,
): PacketSource {
  const said = textOf(access, "connector");
  if (said !== undefined) {
    const name = said.includes("/") ? said : `projects/${project}/locations/${region}/connectors/${said}`;
    const connector = store.get(`vpcaccess/${name}`);
    if (!connector) throw blocked(`there is no connector ${name}`);
    if (connector.state !== "READY") throw blocked(`the connector is ${String(connector.state)}`);
    const [, owner = "", , at = ""] = name.split("/");
    if (at !== region) throw blocked(`the connector is in ${at}, the program in ${region}`);
    const subnet = thingOf(connector, "subnet");
    const host = textOf(subnet, "project") ?? owner;
    const lent = store.get(`compute/projects/${host}/regions/${region}/subnetworks/${String(subnet?.name)}`);
    const addresses = within(connector.ipCidrRange ?? lent?.ipCidrRange);
    const tags = ["vpc-connector", `vpc-connector-${at}-${lastSegment(name)}`];
    return { network: networkOf(String(connector.network), host, store), addresses, tags, connector: true };
  }
  const direct = listOf(access, "networkInterfaces")[0] as CloudObject | undefined;
  if (!direct) throw blocked("it has no way into any network");
  // Where only the network is named, the subnet of the same name is meant.
  const subnet = textOf(direct, "subnetwork") ?? textOf(direct, "network") ?? "";
  const owner = /projects\/([^/]+)\//.exec(subnet)?.[1] ?? project;
  const found = store.get(`compute/projects/${owner}/regions/${region}/subnetworks/${lastSegment(subnet)}`);
  if (!found) throw blocked(`there is no subnet ${subnet} in ${region}`);
  const network = networkOf(String(found.network), owner, store);
  const tags = listOf(direct, "tags").map(String);
  return { network, addresses: within(found.ipCidrRange), tags, connector: false };
}

const LARGEST_SUBNET = 2 ** 16;

function within(text: unknown): string[] {
  const range = rangeFrom(text);
  if (!range || range.to - range.from >= LARGEST_SUBNET) throw unclear(`${String(text)} is too much to try`);
  return Array.from({ length: range.to - range.from + 1 }, (_, index) => range.address(index));
}
