import type { Resource } from "../../inputs/model";
import { compareProjects, projectOf } from "../../topology/networks";
import { get, knownText } from "../../topology/read";
import { lastSegment } from "../../values";

/** Which live thing each managed resource is: the same kind, name and place. */
export function pairs(managed: readonly Resource[], live: readonly Resource[]): Map<string, Resource> {
  const byIdentity = new Map<string, Resource[]>();
  for (const resource of live) {
    const key = identityOf(resource);
    byIdentity.set(key, [...(byIdentity.get(key) ?? []), resource]);
  }
  return new Map(
    managed.flatMap((resource) => {
      const place = placeOf(resource);
      const found = (byIdentity.get(identityOf(resource)) ?? []).find((candidate) => {
        // A host project of a Shared VPC may hold the same names.
        if (isElsewhere(resource, projectOf(candidate))) return false;
        const other = placeOf(candidate);
        return place === undefined || other === undefined || place === other;
      });
      return found ? [[resource.address, found] as const] : [];
    }),
  );
}

/** A connection is known by its network, a rule of a policy by its number, everything else by its name. */
function identityOf(resource: Resource): string {
  const { type } = resource;
  const last = (attribute: string) => lastSegment(knownText(get(resource, attribute)) ?? "");
  if (type === "google_service_networking_connection") return `${type} ${last("network")}`;
  if (type.endsWith("_policy_rule")) return `${type} ${last("firewall_policy")} ${last("priority")}`;
  if (type.endsWith("_policy_association")) return `${type} ${last("firewall_policy")} ${last("attachment_target")}`;
  return `${type} ${last("name") || last("short_name")}`;
}

function placeOf(resource: Resource): string | undefined {
  return knownText(get(resource, "region")) ?? knownText(get(resource, "location"));
}

/** Whether it is certainly in another project than the one that was read: names are used again in every environment. */
export function isElsewhere(resource: Resource, read: string | undefined): boolean {
  const [, ofNetwork] = /(?:^|\/)projects\/([^/]+)\//.exec(knownText(get(resource, "network")) ?? "") ?? [];
  const own = resource.type === "google_service_networking_connection" ? ofNetwork : projectOf(resource);
  return compareProjects(own, read) === "different";
}

/** Names of one project, as far as they can be told apart: a number says nothing of an id. */
export function isTheSame(one: unknown, other: unknown): boolean {
  return one === undefined || other === undefined || one === other;
}
