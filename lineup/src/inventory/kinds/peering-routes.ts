import { isPeeringOf, PEERING_ROUTES } from "../../../../facts/peerings";
import { textAt } from "../../google/answer";
import type { Project } from "../../google/refusal";
import { isPlaceName } from "../located";
import { type LiveResource, picked } from "../model";
import { type ApiSource, each } from "./source";

/** `projects/p/global/networks/n`, or a link that ends so. */
const NETWORK = /(?:^|\/)projects\/([^/]+)\/global\/networks\/([^/]+)$/;

/** `network/peering/region`: each peering that a Redis is behind, in the region of that Redis. */
function listsFor(live: readonly LiveResource[], { id, number }: Project): string[] {
  const networkIn = (said: string | undefined) => {
    const [, project, network = ""] = NETWORK.exec(said ?? "") ?? [];
    return project !== undefined && (project === id || project === number) ? network : undefined;
  };
  // One that is not ACTIVE brings nothing, and its state decides.
  const peerings = live.flatMap(({ type, values }) => {
    const isActive = type === "google_compute_network_peering" && textAt(values, "state") === "ACTIVE";
    const [name, network] = [textAt(values, "name"), networkIn(textAt(values, "network"))];
    return isActive && name !== undefined && network !== undefined ? [{ name, network }] : [];
  });
  const lists = live.flatMap(({ type, region, values }) => {
    if (type !== "google_redis_instance" || region === undefined) return [];
    const network = networkIn(textAt(values, "authorized_network"));
    return peerings
      .filter((one) => one.network === network && isPeeringOf(one.name, values.connect_mode))
      .map(({ name }) => [network ?? "", name, region])
      .filter((parts) => parts.every(isPlaceName))
      .map((parts) => parts.join("/"));
  });
  return [...new Set(lists)];
}

/** A peering can be ACTIVE and a range of its other side not taken over: another route is in its way, or a quota is used up. */
export const peeringRoutes: ApiSource = {
  what: "peering routes",
  types: [PEERING_ROUTES],
  api: "COMPUTE",
  permissions: ["compute.networks.listPeeringRoutes"],
  read(reader, _, found) {
    const { id } = reader.project;
    const pathOf = (list: string) => `projects/${id}/global/networks/${list.split("/")[0]}`;
    return each(
      this,
      listsFor(found(), reader.project),
      async (name) => {
        const [, peering = "", region = ""] = name.split("/");
        const routes = await reader.list("items", {
          api: this.api,
          path: `${pathOf(name)}/listPeeringRoutes`,
          query: { peeringName: peering, region, direction: "INCOMING" },
          permission: this.permissions[0],
        });
        const written = routes.map((one) => picked(one, "destRange", "imported", "priority", "type", "nextHopRegion"));
        const values = { network: pathOf(name), peering, region, routes: written };
        return [{ type: PEERING_ROUTES, name, region, values }];
      },
      (name) => ({ network: pathOf(name) }),
    );
  },
};
