import type { Resource } from "../inputs/model";
import { get, items, knownText, within } from "../topology/read";
import { lastSegment } from "../values";
import type { Live, Scene, Written } from "./part";
import { isSameThing, nameAt, typeAt } from "./rank/same";
import type { Names } from "./repairs";

/** What is broken, and whom it hits. */
interface Broken {
  at: string;
  services: readonly string[];
  /** The Redis at the end of the path, where there is one. */
  to?: string | null;
}

/** What is known whatever is broken. */
export function sceneNames({ project, written }: Pick<Scene, "project" | "written">): Names {
  return {
    project,
    config: written?.folder,
    environment: written?.expected?.environment,
    state: written?.state,
  };
}

/** The names that a command of this cause needs, as far as the live project says them. */
export function namesOf(scene: Pick<Scene, "project" | "written">, { model }: Live, broken: Broken): Names {
  const { at, services, to } = broken;
  const of = (address: string | null | undefined) => model.resources.find((one) => one.address === address);
  const [thing, caller, redis] = [of(at), callerIn(model.resources, services), redisIn(model.resources, at, to)];
  return {
    ...sceneNames(scene),
    account: accountOf(caller),
    ...wordsAt(at),
    services,
    region: [thing, caller, redis].map(regionOf).find((region) => region !== undefined),
    network: typeAt(at) === NETWORK ? lastNameAt(at) : segment(redis, "authorized_network"),
    servicesRanges: rangesIn(model.resources),
    connector: typeAt(at) === CONNECTOR ? lastNameAt(at) : connectorOf(caller),
    connectorIs: thing && typeAt(at) === CONNECTOR ? knownText(get(thing, "state")) : undefined,
    redis: redis && knownText(get(redis, "name")),
    ...keptBy(scene.written, at),
  };
}

const NETWORK = "google_compute_network";
const CONNECTOR = "google_vpc_access_connector";
const REDIS = "google_redis_instance";

function wordsAt(at: string): Names {
  const name = lastNameAt(at);
  switch (typeAt(at)) {
    case "google_compute_firewall":
      return { rule: name };
    case "google_secret_manager_secret":
    case "google_secret_manager_secret_iam_member":
      return { secret: name };
    case "google_secret_manager_secret_version":
      return { secret: nameAt(at).split("/").at(-2), version: name };
    case "google_service_account":
      return { account: name };
    default:
      return {};
  }
}

const lastNameAt = (at: string) => lastSegment(nameAt(at));

function callerIn(resources: readonly Resource[], services: readonly string[]): Resource | undefined {
  return resources.find(({ type, values }) => type.startsWith("google_cloud_run_v2_") && values.name === services[0]);
}

function redisIn(resources: readonly Resource[], at: string, to: string | null | undefined): Resource | undefined {
  const all = resources.filter(({ type }) => type === REDIS);
  return all.find(({ address }) => address === at || address === to) ?? (all.length === 1 ? all[0] : undefined);
}

function regionOf(resource: Resource | undefined): string | undefined {
  return segment(resource, "region") ?? segment(resource, "location");
}

function segment(resource: Resource | undefined, key: string): string | undefined {
  const text = resource && knownText(get(resource, key));
  return text === undefined || text === "" ? undefined : lastSegment(text);
}

function accountOf(caller: Resource | undefined): string | undefined {
  const [template] = caller ? items(get(caller, "template")) : [];
  return knownText(within(template, "service_account"));
}

function connectorOf(caller: Resource | undefined): string | undefined {
  const [template] = caller ? items(get(caller, "template")) : [];
  const [access] = items(within(template, "vpc_access"));
  const connector = knownText(within(access, "connector"));
  return connector === undefined ? undefined : lastSegment(connector);
}

/** All of them or none: a command that leaves one out cuts it off. */
function rangesIn(resources: readonly Resource[]): string[] | undefined {
  const connections = resources.filter(({ type }) => type === "google_service_networking_connection");
  const [connection] = connections;
  if (connection === undefined || connections.length > 1) return undefined;
  const ranges = items(get(connection, "reserved_peering_ranges")).map(knownText);
  const known = ranges.flatMap((range) => range ?? []);
  return known.length > 0 && known.length === ranges.length ? known : undefined;
}

/** Whether the configuration of --config has it, and as what; without one nobody knows. */
function keptBy(written: Written | undefined, at: string): Names {
  if (!written) return {};
  const own = written.model.resources.find(
    ({ mode, type, values }) =>
      mode === "managed" &&
      typeof values.name === "string" &&
      isSameThing(`${type}.${values.name}`, at) &&
      type === typeAt(at),
  );
  return own ? { isManaged: true, address: own.address } : { isManaged: false };
}
