import { textAt } from "../../google/answer";
import { DECIDING_TYPES, otherProjects } from "../other-projects";
import { isProjectId } from "../project";
import { caches } from "./caches";
import { firewalls } from "./firewalls";
import { networks, routing } from "./networks";
import { peeringRoutes } from "./peering-routes";
import { servicesAccess } from "./services-access";
import type { ApiSource } from "./source";

/** Asked only where something of the project is in another project's network. */
export const sharedVpcHost: ApiSource = {
  what: "the host project of a Shared VPC",
  // What its networks decide is said of them.
  types: [],
  api: "COMPUTE",
  permissions: ["compute.projects.get"],
  async read(reader, _, found) {
    const { id } = reader.project;
    const others = otherProjects(found(), id);
    if (others.length === 0) return { live: [] };
    const path = `projects/${id}/getXpnHost`;
    const answer = await reader.one({ api: "COMPUTE", path, permission: this.permissions[0] });
    const host = textAt(answer, "name");
    return host !== undefined && others.includes(host) && isProjectId(host) ? { live: [], host } : { live: [] };
  },
};

/** What decides in the networks of a host project. */
export const HOST_ROUNDS: readonly (readonly ApiSource[])[] = [
  [networks],
  [...routing, ...firewalls, ...servicesAccess, ...caches].filter(({ types }) =>
    types.some((type) => DECIDING_TYPES.includes(type)),
  ),
  [peeringRoutes],
];
