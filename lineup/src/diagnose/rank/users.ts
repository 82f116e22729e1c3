import { isCallerType } from "../../../../facts/callers";
import type { Path } from "../../reachability/path";
import type { Judged } from "../../verify";
import { nameOfCaller } from "../callers";
import { nameAt, typeAt, union } from "./same";

/** What every path of a project stands on, though its steps do not name it. */
const FOUNDATIONS = new Set([
  "google_compute_network",
  "google_compute_subnetwork",
  "google_compute_firewall",
  "google_compute_global_address",
  "google_redis_instance",
  "google_service_networking_connection",
  "google_vpc_access_connector",
]);

/** The services that use a thing, by name: those whose paths name it. Of what stands below all paths, all of them. */
export function usersOf(at: string, judged: Judged | undefined): string[] {
  if (isCallerType(typeAt(at))) return [nameAt(at)];
  if (!judged) return [];
  const { paths } = judged;
  const using = paths.filter((path) => names(path, at));
  const isFoundation = using.length === 0 && FOUNDATIONS.has(typeAt(at));
  const all = isFoundation ? paths.filter((path) => !leadsOverAnother(path, typeAt(at))) : using;
  return union([all.map((path) => nameOfCaller(path))]);
}

/** A path has one of each: whoever goes over another one does not hang on this. */
const ONE_OF_EACH = new Set(["google_redis_instance", "google_vpc_access_connector"]);

function leadsOverAnother(path: Path, type: string): boolean {
  return ONE_OF_EACH.has(type) && namedBy(path).some((one) => one !== null && typeAt(one) === type);
}

function names(path: Path, at: string): boolean {
  return namedBy(path).includes(at);
}

function namedBy({ from, to, steps, causes, undecided, decidedBy }: Path): (string | null)[] {
  return [from, to, ...[...steps, ...causes, ...undecided].map(({ address }) => address), ...decidedBy];
}
