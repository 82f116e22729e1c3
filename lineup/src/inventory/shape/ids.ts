import { AFTER_IMPORT } from "../../../../facts/after-import";
import { importIdOf } from "../../../../facts/imports";
import { type ApiObject, textAt } from "../../google/answer";

/** Ids in the state that are not those by which the thing is imported. */
const OWN_IDS: Readonly<Record<string, string>> = {
  google_cloud_run_v2_job_iam_member: "{name}/{role}/{member}",
  google_cloud_run_v2_service_iam_member: "{name}/{role}/{member}",
  google_compute_router_nat: "{project}/{region}/{router}/{name}",
  google_secret_manager_secret_iam_member: "{secret_id}/{role}/{member}",
};

/** The id that the provider gives a thing; undefined where it is not read whole, or a part of the id is not known. */
export function idOf(type: string, values: ApiObject): string | undefined {
  if (!isReadWhole(type)) return undefined;
  const template = OWN_IDS[type];
  // The id of a services connection has its project in its network.
  if (template === undefined) return importIdOf(type, values, textAt(values, "project") ?? "");
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  if (names.some((name) => textAt(values, name) === undefined)) return undefined;
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => textAt(values, name) ?? "");
}

/** Whether the inventory has of this type whatever a configuration can say. */
export function isReadWhole(type: string): boolean {
  return Object.hasOwn(AFTER_IMPORT, type);
}
