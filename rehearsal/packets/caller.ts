import { networkOf } from "../server/geography";
import { lastSegment, listOf, textOf, thingOf } from "../server/kind";
import type { CloudObject, Store } from "../server/store";
import { RFC_1918, rangesIn } from "./addresses";

/** Where the packets of a program come out: as which machine, in which network. */
export interface Entry {
  network: string;
  project: string;
  region: string;
  /** An address of this range is what others see. */
  range: string;
  tags: string[];
  /** Its name; an interface of the program's own has none. */
  connector: string | undefined;
}

export interface Caller {
  entry: Entry | undefined;
  /** Why there is no entry. */
  lost: string | undefined;
  /** What it sends there; all else goes to the internet. */
  ranges: string[];
}

/** https://cloud.google.com/run/docs/configuring/vpc-connectors: what is private for the setting private-ranges-only. */
const PRIVATE_RANGES = [...RFC_1918, "100.64.0.0/10", "199.36.153.4/30", "199.36.153.8/30"];

/** `template`: of the service, job or worker pool. */
export function callerOf(template: CloudObject | undefined, program: string, store: Store): Caller {
  const [, project = "", , region = ""] = program.split("/");
  const access = thingOf(template, "vpcAccess");
  const [direct] = listOf(access, "networkInterfaces") as (CloudObject | undefined)[];
  const said = textOf(access, "connector");
  if (said === undefined && !direct) return { entry: undefined, lost: "no way into any network", ranges: [] };
  const ranges = access?.egress === "ALL_TRAFFIC" ? ["0.0.0.0/0"] : PRIVATE_RANGES;
  const entry =
    said === undefined ? ofInterface(direct ?? {}, project, region, store) : ofConnector(said, project, region, store);
  return typeof entry === "string" ? { entry: undefined, lost: entry, ranges } : { entry, lost: undefined, ranges };
}

function ofConnector(said: string, project: string, region: string, store: Store): Entry | string {
  const name = said.includes("/") ? said : `projects/${project}/locations/${region}/connectors/${said}`;
  const connector = store.get(`vpcaccess/${name}`);
  if (!connector) return `no connector ${lastSegment(name)}`;
  if (connector.state !== "READY") return `a connector that is ${String(connector.state)}`;
  const [, owner = "", , at = ""] = name.split("/");
  if (at !== region) return `a connector in ${at}, and the program is in ${region}`;
  const lent = thingOf(connector, "subnet");
  const host = textOf(lent, "projectId") ?? textOf(lent, "project") ?? owner;
  const subnet = store.get(`compute/projects/${host}/regions/${at}/subnetworks/${String(lent?.name)}`);
  const [range] = rangesIn([connector.ipCidrRange ?? subnet?.ipCidrRange]);
  if (range === undefined) return "a connector without a range";
  const network = networkOf(textOf(subnet ?? connector, "network") ?? "", host, store);
  const id = lastSegment(name);
  return { network, project: host, region, range, tags: ["vpc-connector", `vpc-connector-${at}-${id}`], connector: id };
}

function ofInterface(direct: CloudObject, project: string, region: string, store: Store): Entry | string {
  // Where only the network is named, the subnet of the same name is meant.
  const said = textOf(direct, "subnetwork") ?? textOf(direct, "network") ?? "";
  const owner = /projects\/([^/]+)\//.exec(said)?.[1] ?? project;
  const subnet = store.get(`compute/projects/${owner}/regions/${region}/subnetworks/${lastSegment(said)}`);
  const [range] = rangesIn([subnet?.ipCidrRange]);
  if (!subnet || range === undefined) return `no subnet ${lastSegment(said)} in ${region}`;
  const network = networkOf(textOf(subnet, "network") ?? "", owner, store);
  return { network, project: owner, region, range, tags: listOf(direct, "tags").map(String), connector: undefined };
}
