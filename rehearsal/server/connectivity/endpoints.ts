import { packetSourceOf } from "../../oracle/packet-source";
import { rangeFrom } from "../geography";
import { lastSegment, numberOf, type Place, textOf, thingOf } from "../kind";
import type { CloudObject, Store } from "../store";
import { aborted, dropped } from "./step";

/** Where the packet starts: the step, and how the workload gets into a network. */
export interface Source {
  step: CloudObject;
  access: CloudObject | undefined;
  project: string;
  region: string;
}

/** https://cloud.google.com/network-intelligence-center/docs/connectivity-tests: a job by its name, a revision by its location. */
export function sourceOf(test: CloudObject, { store }: Place): Source {
  const source = thingOf(test, "source");
  const job = textOf(source, "cloudRunJob");
  const revision = textOf(thingOf(source, "cloudRunRevision"), "uri");
  const uri = job ?? revision ?? "";
  const [, project = "", , region = ""] = uri.split("/");
  const info = { displayName: lastSegment(uri), uri, location: region };
  if (job !== undefined) {
    const thing = store.get(`run/${job}`);
    if (!thing) throw aborted("SOURCE_ENDPOINT_NOT_FOUND", job);
    const access = thingOf(thingOf(thingOf(thing, "template"), "template"), "vpcAccess");
    return { step: { state: "START_FROM_CLOUD_RUN_JOB", cloudRunJob: info }, access, project, region };
  }
  const found = revision === undefined ? undefined : revisionAt(project, region, lastSegment(uri), store);
  if (!found) throw aborted("SOURCE_ENDPOINT_NOT_FOUND", uri);
  const serviceUri = `projects/${project}/locations/${region}/services/${String(found.service)}`;
  const cloudRunRevision = { ...info, serviceUri };
  const access = thingOf(found, "vpcAccess");
  return { step: { state: "START_FROM_CLOUD_RUN_REVISION", cloudRunRevision }, access, project, region };
}

function revisionAt(project: string, region: string, id: string, store: Store): CloudObject | undefined {
  const home = `run/projects/${project}/locations/${region}/`;
  const all = store.matching((one) => one.startsWith(home) && one.endsWith("/revisions"));
  return [...all].find(({ name }) => lastSegment(name) === id)?.thing;
}

/** The way into a network, and the step that says so. */
export function entryOf({ access, project, region }: Source, address: string, store: Store) {
  const said = textOf(access, "connector");
  if (said === undefined && access?.networkInterfaces === undefined) throw dropped("VPC_CONNECTOR_NOT_SET");
  if (access?.egress !== "ALL_TRAFFIC" && !isPrivate(address)) throw dropped("PRIVATE_TRAFFIC_TO_INTERNET");
  const uri =
    said === undefined || said.includes("/") ? said : `projects/${project}/locations/${region}/connectors/${said}`;
  if (uri !== undefined) {
    const connector = store.get(`vpcaccess/${uri}`);
    if (!connector) throw aborted("RESOURCE_CONFIG_NOT_FOUND", uri);
    if (connector.state !== "READY") throw dropped("VPC_CONNECTOR_NOT_RUNNING", uri);
  }
  const packets = packetSourceOf(access, { project, region, store });
  const step: CloudObject =
    uri === undefined
      ? {
          state: "DIRECT_VPC_EGRESS_CONNECTION",
          directVpcEgressConnection: { networkUri: packets.network, region },
        }
      : {
          state: "ARRIVE_AT_VPC_CONNECTOR",
          vpcConnector: { displayName: lastSegment(uri), uri, location: region },
        };
  return { packets, step };
}

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

function isPrivate(address: string): boolean {
  const one = rangeFrom(address);
  return one !== undefined && PRIVATE.some((range) => rangeFrom(range)?.contains(one));
}

export interface Destination {
  /** `projects/p/locations/r/instances/i`; none has the address where it is undefined. */
  uri: string | undefined;
  redis: CloudObject | undefined;
  address: string;
  port: number;
}

/** A Redis by its name, or whichever has the address. */
export function destinationOf(test: CloudObject, { store }: Place): Destination {
  const said = thingOf(test, "destination");
  const uri = textOf(said, "redisInstance");
  const named = uri === undefined ? undefined : store.get(`redis/${uri}`);
  if (uri !== undefined && !named) throw aborted("DESTINATION_ENDPOINT_NOT_FOUND", uri);
  const address = textOf(said, "ipAddress") ?? textOf(named, "host") ?? "";
  const having = [...store.matching(/^redis\/.*\/instances$/)].find(({ thing }) => thing.host === address)?.thing;
  const redis = named ?? having;
  const port = numberOf(said, "port") ?? numberOf(redis, "port") ?? 6379;
  return { uri: uri ?? textOf(redis, "name"), redis, address, port };
}
