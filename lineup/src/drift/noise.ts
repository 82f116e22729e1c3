import { isDeepStrictEqual } from "node:util";
import { withoutPlaces } from "../../../facts/attribute-path";
import { attributesOf, isComputedOnly, isSet } from "../../../facts/provider";
import { areAlike, type Difference, isNothing } from "../compare/differences";
import { field, isFields, type Value } from "../values";

/** A resource of which something differs, as far as noise is recognised by it. */
interface Differing {
  address: string;
  type: string;
  before: Value | undefined;
  after: Value | undefined;
}

/** Why a difference means nothing; undefined where it may mean something. */
export function noiseOf(of: Differing, difference: Difference, isRead: IsRead): string | undefined {
  const { before, after } = difference;
  if (isNothing(before) && isNothing(after)) return "null, empty, zero and false mean the same";
  if (isReordered(of.type, difference)) return "the same in another order";
  if (isDeepStrictEqual(withoutHosts(before), withoutHosts(after))) return "the same thing under another API address";
  if (isEcho(of, difference)) return "an echo of what the provider or Google writes";
  if (isBookkeeping(of, difference, isRead)) return "bookkeeping of the cloud";
  return undefined;
}

/** Whether the configuration reads this attribute anywhere. */
export type IsRead = (address: string, attribute: string) => boolean;

/** Lists in which the order says something. */
const ORDERED = /(^|\.)(args|command)$/;

function isReordered(type: string, { attribute, before, after }: Difference): boolean {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return false;
  const areBlocks = [...before, ...after].some(isFields);
  if (areBlocks ? !isSet(type, attribute) && attributesOf(type) : ORDERED.test(withoutPlaces(attribute))) return false;
  return areAlike(before, after);
}

const API = /^https?:\/\/[^/]+\/(?:compute\/(?:v1|beta)\/)?(?=projects\/)/;

function withoutHosts(value: Value | undefined): Value | undefined {
  if (typeof value === "string") return value.replace(API, "");
  return Array.isArray(value) ? value.map((item) => withoutHosts(item) ?? null) : value;
}

const ECHO = /^(?:metadata\.)?(?:effective|terraform)_(labels|annotations)(?:\.(.+))?$/s;
const SYSTEM_KEY = /^goog-|^(?:[\w-]+\.)*(?:knative\.dev|googleapis\.com)\//;

/** The provider lists labels in several attributes; only what was set outside Terraform is in one of them alone. */
function isEcho(of: Differing, { attribute, before, after }: Difference): boolean {
  const [, kind = "", key] = ECHO.exec(attribute) ?? [];
  if (kind === "") return false;
  if (attribute.includes("terraform_")) return true;
  const block = attribute.startsWith("metadata.") ? "metadata" : undefined;
  const managed = (value: Value | undefined) => field(block ? firstOf(field(value, block)) : value, kind);
  const said = [managed(of.before), managed(of.after)].map((map) => (key === undefined ? map : field(map, key)));
  const isToldThere = said.some((value) => value !== undefined) && !isDeepStrictEqual(said[0], said[1]);
  if (key === undefined) return isToldThere;
  return isToldThere || (SYSTEM_KEY.test(key) && !DECISIVE_KEY.test(key) && before !== after);
}

/** What the first generation of Cloud Run says in annotations. */
const DECISIVE_KEY = /^run\.googleapis\.com\/(vpc-access-|network-interfaces|ingress$)/;

function firstOf(value: Value | undefined): Value | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** Filled in by the cloud alone, and yet it says where Redis is or whether something is up. */
const MEANINGFUL: Record<string, RegExp> = {
  google_redis_instance: /^(host|port|read_endpoint|read_endpoint_port|state|auth_string)$/,
  google_vpc_access_connector: /^state$/,
  google_cloud_run_v2_service: /^terminal_condition\.state$|^effective_(labels|annotations)/,
  google_cloud_run_v2_job: /^terminal_condition\.state$|^effective_(labels|annotations)/,
  google_cloud_run_v2_worker_pool: /^terminal_condition\.state$|^effective_(labels|annotations)/,
  google_cloudfunctions2_function: /^state$/,
  google_cloud_run_service: /^status\.conditions|^metadata\.effective_(labels|annotations)/,
};
/** Labels set outside Terraform are listed nowhere else. */
const MEANINGFUL_ANYWHERE = /^effective_(labels|annotations)(\.|$)/;
/** Who wrote last, and with what: not what was written. */
const SIGNATURES =
  /^(client|client_version|template\.revision|template\.(labels|annotations)\.client\.knative\.dev\/.*)$/;
/** For types of which no schema is at hand. */
const USUAL =
  /(^|\.)(etag|generation|observed_generation|metageneration|uid|self_link|self_link_with_id|fingerprint|label_fingerprint|creation_timestamp|create_time|update_time|updated|time_created|last_modified_time)$/;

function isBookkeeping({ address, type }: Differing, { attribute }: Difference, isRead: IsRead): boolean {
  const path = withoutPlaces(attribute);
  if (SIGNATURES.test(path)) return true;
  const telling = Object.hasOwn(MEANINGFUL, type) ? MEANINGFUL[type] : undefined;
  if (telling?.test(path) || MEANINGFUL_ANYWHERE.test(path)) return false;
  const isTheClouds = attributesOf(type) ? isComputedOnly(type, attribute) : USUAL.test(path);
  return isTheClouds && !isRead(address, attribute);
}
