import { serviceOf } from "../../../google/endpoints";
import type { Resource } from "../../../inputs/model";
import { SOURCES } from "../../../inventory";
import { SERVICE } from "../../../inventory/kinds/run";
import { get, knownText } from "../../../topology/read";
import { withoutKeys } from "../../../values";
import type { Live, Written } from "../../part";
import type { Recorded } from "./recorded";

// One written thing, looked for in the project and in the state.

/** Of these a reading of the project holds every one. */
const LISTED = new Set([
  ...["google_redis_instance", "google_redis_cluster", "google_vpc_access_connector", SERVICE],
  ...["google_cloud_run_v2_job", "google_compute_network", "google_compute_subnetwork", "google_compute_firewall"],
  "google_compute_global_address",
]);

export interface WrittenThing {
  resource: Resource;
  /** As the inventory calls it, or would. */
  at: string;
  /** The live one; undefined where there is none. */
  live: Resource | undefined;
  /** Whether it could be looked for: what could not be read may be there. */
  isLookedFor: boolean;
  isRecorded: boolean | undefined;
  /** The API that answers for it and is disabled in the project: the thing may be there all the same. */
  disabledApi: string | undefined;
  /** The services that cannot do without it, by name; empty where it may be all. */
  services: string[];
}

export interface Known {
  things: WrittenThing[];
  /** Addresses whose name is an expression that is not evaluated, or that may be of another project. */
  open: string[];
}

export function knownThings(
  written: Written,
  { inventory, model }: Live,
  recorded: readonly Recorded[] | undefined,
): Known {
  const open: string[] = [];
  const addresses = recorded && new Set(recorded.filter(({ deposed }) => !deposed).map(({ address }) => address));
  const unkeyed = recorded && new Set([...(addresses ?? [])].map(withoutKeys));
  const services = written.model.resources.filter(({ type }) => type === SERVICE);
  const things = written.model.resources.flatMap((resource): WrittenThing[] => {
    const { type, mode, address, certain, project } = resource;
    if (mode !== "managed" || !LISTED.has(type)) return [];
    const name = knownText(get(resource, "name"));
    if (name === undefined || !certain || (project !== undefined && project !== inventory.project)) {
      open.push(address);
      return [];
    }
    const live = model.resources.find((one) => isSame(one, resource, inventory.project));
    const isUnread = inventory.unread.some(
      ({ types, project: its }) => its === undefined && (types ?? [type]).includes(type),
    );
    return [
      {
        ...{ resource, live, at: live?.address ?? `${type}.${name}` },
        isLookedFor: live !== undefined || !isUnread,
        disabledApi: live === undefined ? disabledApiOf(type, inventory) : undefined,
        isRecorded: addresses && (addresses.has(address) || unkeyed?.has(address) === true),
        services: type === SERVICE ? [name] : services.filter((one) => reads(one, address)).flatMap(nameOf),
      },
    ];
  });
  return { things, open };
}

function disabledApiOf(type: string, { disabled }: Live["inventory"]): string | undefined {
  const source = SOURCES.find(({ types, what }) => types.includes(type) && disabled.some((one) => one.what === what));
  return source && serviceOf(source.api);
}

function isSame(live: Resource, { type, values }: Resource, project: string): boolean {
  if (live.type !== type || knownText(get(live, "name")) !== knownText(values.name)) return false;
  if ((knownText(get(live, "project")) ?? project) !== project) return false;
  return ["region", "location"].every((key) => {
    const [here, there] = [knownText(get(live, key)), knownText(values[key])];
    return here === undefined || there === undefined || lastOf(here) === lastOf(there);
  });
}

const lastOf = (text: string) => text.slice(text.lastIndexOf("/") + 1);

function reads({ reads, dependsOn }: Resource, address: string): boolean {
  return reads.some((one) => one.address === address) || dependsOn.includes(address);
}

function nameOf(service: Resource): string[] {
  return [knownText(get(service, "name"))].flatMap((name) => name ?? []);
}
