import { neverImported, projectBeside } from "../../../facts/imports";
import type { Model, Resource } from "../inputs/model";
import type { Existing } from "./identity";

/** Where a thing that was not found may be all the same; undefined where it is certainly not there. */
export function whyMissed(
  resource: Resource,
  id: string | undefined,
  { live, existing, project }: { live: Model; existing: Existing; project: string },
): string | undefined {
  const { type } = resource;
  if (neverImported(type) !== undefined) return undefined;
  const other = projectBeside(id ?? "", project) ?? ownProject(resource, project);
  if (other !== project) return `it is of the project ${other}, and what exists was read of ${project}`;
  const unread = live.blindSpots.find((spot) => typeof spot === "string" || spot.types.includes(type));
  if (unread !== undefined) return typeof unread === "string" ? unread : unread.text;
  return existing.hasNameless(type) ? `of a ${type} that exists it is not known by which id it is imported` : undefined;
}

function ownProject({ values, project }: Resource, standard: string): string {
  const said = typeof values.project === "string" ? values.project : project;
  return said?.split("/").at(-1) ?? standard;
}
