import { type ApiObject, textAt } from "../../google/answer";
import { isBlock, own } from "../../inputs/blocks";
import { lastSegment } from "../../values";
import type { LiveResource } from "../model";
import { shaped } from "../shape/shaped";
import { type ApiSource, byRegion, each, listed, placed } from "./source";

function address(thing: ApiObject): LiveResource[] {
  const type = "google_compute_global_address";
  return [{ type, name: textAt(thing, "name") ?? "", values: shaped(type, thing) }];
}

const PRODUCER = "servicenetworking.googleapis.com";

const connections = {
  what: "services connections",
  types: ["google_service_networking_connection"],
  api: "SERVICE_NETWORKING",
  permissions: ["servicenetworking.services.get", "resourcemanager.projects.get"],
} as const;

function connection(network: string, thing: ApiObject): LiveResource {
  return {
    type: "google_service_networking_connection",
    name: network,
    values: { service: PRODUCER, ...shaped("google_service_networking_connection", thing) },
  };
}

/** A connector on another project's subnet is in that project's network, whatever its own `network` says. */
function connector(thing: ApiObject, project: string): LiveResource[] {
  const { name, region } = placed(thing);
  const subnet = own(thing, "subnet");
  const said = isBlock(subnet) && Object.keys(subnet).length > 0 ? subnet : undefined;
  const host = textAt(said, "projectId") ?? project;
  const network = textAt(thing, "network");
  const hostNetwork = `projects/${host}/${network ? `global/networks/${lastSegment(network)}` : `subnetworks/${textAt(said, "name")}`}`;
  return [
    {
      type: "google_vpc_access_connector",
      name,
      region,
      values: {
        ...shaped("google_vpc_access_connector", thing),
        ...(host === project ? {} : { network: hostNetwork }),
        region,
      },
    },
  ];
}

const connectors = {
  what: "VPC Access connectors",
  types: ["google_vpc_access_connector"],
  api: "VPC_ACCESS",
  permissions: ["vpcaccess.connectors.list", "vpcaccess.locations.list"],
} as const;

export const servicesAccess: ApiSource[] = [
  listed(
    {
      what: "reserved ranges",
      types: ["google_compute_global_address"],
      api: "COMPUTE",
      permissions: ["compute.globalAddresses.list"],
    },
    "global/addresses",
    "items",
    address,
  ),
  {
    ...connections,
    read: async (reader, networks) => {
      // This API takes the project number only.
      const number = reader.numberOfProject();
      return each(connections, networks(), async (name) => {
        const found = await reader.list("connections", {
          api: connections.api,
          path: `services/${PRODUCER}/connections`,
          query: { network: `projects/${number}/global/networks/${name}` },
          permission: connections.permissions[0],
        });
        return found.map((one) => connection(name, one));
      });
    },
  },
  {
    ...connectors,
    read: (reader, ...known) =>
      byRegion(connectors, "connectors", (thing) => connector(thing, reader.project.id)).read(reader, ...known),
  },
];
