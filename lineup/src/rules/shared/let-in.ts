import { printedMember } from "../../../../facts/printable";
import type { Change } from "../../changes/change";
import type { Comparison } from "../../compare/comparison";
import { groupedBy } from "../../grouping";
import type { Resource } from "../../inputs/model";
import { once } from "../../once";
import { enumerated } from "../../text/words";
import { CustomRoles } from "../../topology/custom-roles";
import {
  allGivenBy,
  type Given,
  type Giving,
  givenBy,
  givenToEverybody,
  isEverybody,
  mayCall,
} from "../../topology/given";
import { openedBy } from "../../topology/identity-types";
import type { Service, Topology } from "../../topology/model";
import { isUnchecked, opennessOfService } from "../../topology/openness";
import { placeOf } from "../../topology/places";
import { get } from "../../topology/read";
import { field, lastSegment, Unresolved, type Value } from "../../values";
import type { ChangeFinding } from "../define";

// Whom a change lets in, and how that is said.

const MOST_NAMED = 3;

/** What the change gives to members that are known and that did not have it before, from this resource or another one. */
export function gainedBy(change: Change, comparison: Comparison): Given[] {
  return gainedByAll(change, comparison).filter((given): given is Given => typeof given.member === "string");
}

/** The same, with the members that the input does not know. */
export function gainedByAll(change: Change, { before, after }: Comparison): Giving[] {
  if (!GIVES.includes(change.action)) return [];
  const gives = givingAt(change, after.topology);
  if (gives.length === 0) return [];
  const here = new Set(givingAt(change, before.topology).map(keyOf));
  const anywhere = givenBefore(before.topology);
  return gives.filter((giving) => !here.has(keyOf(giving)) && !anywhere.has(placeKeyOf(giving)));
}

const givenBefore = once(
  ({ resources }: Topology): ReadonlySet<string> =>
    new Set(
      allGivenBy(resources)
        .map(placeKeyOf)
        .filter((key) => key !== ""),
    ),
);

const GIVES = ["create", "update", "replace", "unknown"];

function keyOf({ role, member, condition }: Giving): string {
  return JSON.stringify([role, named(member), named(condition)]);
}

/** The same role on the same thing, whichever resource gives it. Nothing is the same as what is not known. */
function placeKeyOf(giving: Giving): string {
  const { resource, on } = giving;
  const place = placeOf(resource);
  return place.some((one) => one instanceof Unresolved) ? "" : JSON.stringify([on, place, keyOf(giving)]);
}

function named(value: Value | undefined): unknown {
  return value instanceof Unresolved ? { unknown: value.soleReference ?? value.text } : value;
}

function givingAt(change: Change, topology: Topology): Giving[] {
  const { resources } = topology;
  const here = resourcesAt(change, topology);
  if (here.every(({ type }) => openedBy(type) === undefined)) return [];
  const policies = resources.filter(({ type }) => type === "google_iam_policy");
  const isHere = new Set(here.map((one) => one.address));
  return allGivenBy([...here, ...policies]).filter(({ resource }) => isHere.has(resource.address));
}

/** Looked up, and not searched for: each of thousands of changes is asked for. */
function resourcesAt({ address, previousAddress }: Change, topology: Topology): readonly Resource[] {
  const at = byAddress(topology);
  const [here, moved] = [at.get(address) ?? [], at.get(previousAddress ?? "") ?? []];
  return moved.length === 0 ? here : topology.resources.filter((one) => here.includes(one) || moved.includes(one));
}

const byAddress = once(({ resources }: Topology) => groupedBy(resources, ({ address }) => address));

/** What everybody has by a custom role that changes. */
export function givenByRole({ address }: Change, { resources }: Topology): Given[] {
  const roles = new CustomRoles(resources);
  return givenToEverybody(resources).filter(({ given }) => roles.find(given)?.address === address);
}

/** What a change opens to everybody, of the things that are asked for: one finding, with all who gain the role. */
export function openedThings(
  change: Change,
  comparison: Comparison,
  isAsked: (giving: Giving) => boolean,
): ChangeFinding[] {
  const gained = gainedBy(change, comparison);
  const first = gained.find((given) => isEverybody(given) && isAsked(given));
  if (!first) return [];
  const given = gained.filter(({ role }) => role === first.role);
  const { who, isOne } = membersInWords(given);
  return [
    {
      because: [first.attribute],
      consequence: `${who} ${isOne ? "has" : "have"} ${first.role} on the ${first.on}: ${meaning(given)}`,
      fix: "give the role to named members",
    },
  ];
}

/** "allUsers, domain:acme.example and 3 more": everybody first. */
export function membersInWords(given: readonly Giving[]): { who: string; isOne: boolean } {
  const sorted = [...given].sort((a, b) => Number(isEverybody(b)) - Number(isEverybody(a)));
  const order = [...new Set(sorted.map(({ member }) => memberInWords(member)))];
  const shown = order.slice(0, MOST_NAMED);
  const more = order.length > shown.length ? [`${order.length - shown.length} more`] : [];
  return { who: enumerated([...shown, ...more]), isOne: order.length === 1 };
}

/** A member that is not known yet goes by what it is made of. */
export function memberInWords(member: Value): string {
  if (typeof member === "string") return printedMember(member);
  return member instanceof Unresolved ? `a member that is not known (${member.shown})` : "a member that is not known";
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
