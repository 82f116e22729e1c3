import type { Change } from "../../changes/change";
import { CustomRoles } from "../../topology/custom-roles";
import type { Topology } from "../../topology/model";
import { type GivenToEverybody, givenToEverybody } from "../../topology/openness";

/** What the resource that changes gives to everybody, in one of the two snapshots. */
export function givenAt({ address, previousAddress }: Change, { resources }: Topology): GivenToEverybody[] {
  const here = resources.filter((one) => one.address === address || one.address === previousAddress);
  const policies = resources.filter(({ type }) => type === "google_iam_policy");
  return givenToEverybody([...here, ...policies]);
}

/** What everybody has by a custom role that changes. */
export function givenByRole({ address }: Change, { resources }: Topology): GivenToEverybody[] {
  const roles = new CustomRoles(resources);
  return givenToEverybody(resources).filter(({ given }) => roles.find(given)?.address === address);
}
