import { ApiError } from "../../api-error";
import { lastSegment, listOf, type Place, textOf, thingOf } from "../../kind";
import type { CloudObject } from "../../store";
import { subnetworkOf } from "../networks";

/** The connector or subnet exists, and is in the region of the service. */
export function demandAccess(template: CloudObject | undefined, { store, project, location }: Place): void {
  const access = thingOf(template, "vpcAccess");
  const connector = textOf(access, "connector");
  if (connector !== undefined) {
    const here = `projects/${project}/locations/${location}/connectors/${connector}`;
    const name = connector.includes("/") ? connector : here;
    if (!name.includes(`/locations/${location}/`) || !store.get(`vpcaccess/${name}`)) {
      throw new ApiError(
        400,
        `VPC connector ${name} does not exist in ${location}, or Cloud Run does not have permission to use it.`,
      );
    }
  }
  for (const one of listOf(access, "networkInterfaces") as CloudObject[]) {
    const [network, subnetwork] = [textOf(one, "network"), textOf(one, "subnetwork")];
    // With a network alone, its subnet of the same name is meant.
    const name = subnetworkOf(subnetwork ?? lastSegment(network ?? ""), project, location);
    if (!store.get(`compute/${name}`)) throw new ApiError(400, `Subnetwork ${name} does not exist.`);
  }
}
