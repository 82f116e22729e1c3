import { isDeepStrictEqual } from "node:util";
import type { Attribute } from "../inventory/shape/schema";
import { isFields, lastSegment, type Value } from "../values";

/** Where the provider takes other spellings for the same: how it compares an attribute. */
const SPELLINGS: Readonly<Record<string, (live: string, written: string) => boolean>> = {
  "google_vpc_access_connector network": sameName,
  "google_cloud_run_v2_service name": sameName,
  "google_project_service project": sameName,
  "google_compute_firewall allow.protocol": sameInAnyCase,
  "google_compute_firewall deny.protocol": sameInAnyCase,
};

/** Whether a value that is written is the one that is there, as the provider and Terraform see it. */
export function isSameValue(type: string, { path, facts }: Attribute, live: Value, written: Value): boolean {
  if (typeof live === "string" && typeof written === "string" && facts.diffSuppress) {
    return (SPELLINGS[`${type} ${path}`] ?? samePathOrName)(live, written);
  }
  if (isScalar(live) && isScalar(written)) return String(live) === String(written);
  if (facts.type === "Set" && Array.isArray(live) && Array.isArray(written)) {
    return isDeepStrictEqual(sorted(live), sorted(written));
  }
  if (facts.type === "Map" && isFields(live) && isFields(written)) {
    return isDeepStrictEqual(sorted(Object.entries(live)), sorted(Object.entries(written)));
  }
  return isDeepStrictEqual(texts(live), texts(written));
}

function isScalar(value: Value): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** A name that is written stands for the thing of that name; a path is compared as a path. */
function samePathOrName(live: string, written: string): boolean {
  if (!written.includes("/")) return lastSegment(live) === written;
  return pathIn(live) === pathIn(written);
}

function sameName(live: string, written: string): boolean {
  return lastSegment(live) === lastSegment(written);
}

function sameInAnyCase(live: string, written: string): boolean {
  return live.toLowerCase() === written.toLowerCase();
}

/** `projects/p/global/networks/n` of any address of it. */
function pathIn(text: string): string {
  return text.slice(Math.max(0, text.indexOf("projects/")));
}

function texts(value: Value): unknown {
  if (Array.isArray(value)) return value.map(texts);
  return isScalar(value) ? String(value) : value;
}

function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => (typeof value === "object" ? JSON.stringify(value) : String(value))).sort();
}
