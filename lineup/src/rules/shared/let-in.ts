import { printedMember } from "../../../../facts/printable";
import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { enumerated } from "../../text/words";
import { CustomRoles } from "../../topology/custom-roles";
import { type Given, givenBy, givenToEverybody, isEverybody, mayCall } from "../../topology/given";
import type { Service, Topology } from "../../topology/model";
import { isUnchecked, opennessOfService } from "../../topology/openness";
import { get } from "../../topology/read";
import { field, lastSegment, Unresolved, type Value } from "../../values";

// Whom a change lets in, and how that is said.

const MOST_NAMED = 3;

/** What the change gives and the resource did not give before. */
export function gainedBy(change: Change, { before, after }: Comparison): Given[] {
  const had = new Set(givenAt(change, before.topology).map(keyOf));
  return givenAt(change, after.topology).filter((given) => !had.has(keyOf(given)));
}

function keyOf({ role, member }: Given): string {
  return `${role} ${member}`;
}

function givenAt({ address, previousAddress }: Change, { resources }: Topology): Given[] {
  const here = resources.filter((one) => one.address === address || one.address === previousAddress);
  const policies = resources.filter(({ type }) => type === "google_iam_policy");
  const isHere = new Set(here.map((one) => one.address));
  return givenBy([...here, ...policies]).filter(({ resource }) => isHere.has(resource.address));
}

/** What everybody has by a custom role that changes. */
export function givenByRole({ address }: Change, { resources }: Topology): Given[] {
  const roles = new CustomRoles(resources);
  return givenToEverybody(resources).filter(({ given }) => roles.find(given)?.address === address);
}

/** "allUsers, domain:acme.example and 3 more": everybody first. */
export function membersInWords(given: readonly Given[]): { who: string; isOne: boolean } {
  const members = [...new Set(given.map(({ member }) => member))];
  const order = [...members].sort((a, b) => Number(isEverybody({ member: b })) - Number(isEverybody({ member: a })));
  const shown = order.slice(0, MOST_NAMED).map(printedMember);
  const more = order.length > shown.length ? [`${order.length - shown.length} more`] : [];
  return { who: enumerated([...shown, ...more]), isOne: order.length === 1 };
}

/** Who stands behind the two names that Google has for everybody. */
export function meaning(given: readonly Given[]): string {
  const isAnybody = given.some(({ member }) => member === "allUsers");
  return isAnybody ? "everybody on the internet" : "everybody with a Google account";
}

/** Who may call a service, as far as the input says. */
export function callersInWords(service: Service, topology: Topology): string {
  if (isUnchecked(service)) return "allUsers may call it without a check of who calls";
  const policies = topology.resources.filter(({ type }) => type === "google_iam_policy");
  const grants = topology.resources.filter((one) => GIVES_CALLS.test(one.type) && isOn(one, service));
  const given = givenBy([...grants, ...policies]).filter(
    ({ resource, role }) => resource.mode === "managed" && mayCall(role),
  );
  if (given.some(isEverybody)) return `${membersInWords(given).who} may call it`;
  if (given.length === 0) return "callers still need a role that lets them";
  const { who, isOne } = membersInWords(given);
  return `callers still need a role that lets them, as ${who} ${isOne ? "has" : "have"}`;
}

const GIVES_CALLS = /^google_(cloud_run(_v2)?_service_iam|cloudfunctions2_function_iam)_(member|binding|policy)$/;

/** Whether a grant on a service is one on this service. */
function isOn({ values }: Topology["resources"][number], { address, name, resource }: Service): boolean {
  const said = ["name", "service", "cloud_function"]
    .map((key) => field(values, key))
    .find((value) => value !== undefined);
  const isSame = typeof said === "string" ? lastSegment(said) === name : refersTo(said, address);
  const [here, there] = [field(values, "location"), get(resource, "location")];
  return isSame && (typeof here !== "string" || typeof there !== "string" || here === there);
}

function refersTo(value: Value | undefined, address: string): boolean {
  return value instanceof Unresolved && value.soleReference?.address === address;
}

/** The service that a grant is on, where the input has it. */
export function serviceOf({ resource }: Given, { services }: Topology): Service | undefined {
  return services.find((service) => isOn(resource, service));
}

/** From where those who may call it are heard: "", where from everywhere. */
export function fromWhere(service: Service | undefined): string {
  const openness = service === undefined ? "internet" : opennessOfService(service);
  if (openness === "internet") return "";
  return openness === "internal" ? " from inside the network" : " from inside the network and through a load balancer";
}
