import { printed } from "../../../../facts/printable";
import type { Change } from "../../changes/change";
import type { ChangedPlan } from "../../changes/read";
import type { Resource } from "../../inputs/model";
import { plain } from "../../text/plain";
import { compareNetworks, compareProjects, NetworkFinder, networkName, type Sameness } from "../../topology/networks";
import { get, text, unlessComputed } from "../../topology/read";
import { isKnown, lastSegment, type Maybe, withoutKeys } from "../../values";

// Where an imported thing is, and where the configuration says that it is.

export interface Mismatch {
  attribute: string;
  was: string;
  is: string;
}

interface Mistaken {
  change: Change;
  differs: Mismatch[];
}

const NETWORKS = ["network", "authorized_network"];
/** What the provider fills in where nothing is written: of a thing that is there, with where that is. */
const DEFAULTED = ["project", "region", "location"];
const PLACES = [...DEFAULTED, "zone", "router", "subnetwork"];

/** The imports of things that are elsewhere. */
export function mismatchesIn(plan: ChangedPlan): Mistaken[] {
  const imports = plan.changes.filter(({ mode, importing, deposed }) => mode === "managed" && importing && !deposed);
  if (imports.length === 0) return [];
  const [before, after] = [sideOf(plan.before), sideOf(plan.after)];
  const written = new Map(plan.code.things.map(({ address, sets }) => [address, sets]));
  return imports.flatMap((change) => {
    const [was, is] = [before.at.get(change.address), after.at.get(change.address)];
    if (!was || !is) return [];
    const sets = written.get(withoutKeys(change.address)) ?? [];
    const differs = [
      ...NETWORKS.flatMap((attribute) => networks(attribute, was, is, before.finder, after.finder)),
      ...PLACES.flatMap((attribute) => places(attribute, was, is, sets)),
    ];
    return differs.length > 0 ? [{ change, differs }] : [];
  });
}

function sideOf({ resources }: ChangedPlan["before"]) {
  return { at: new Map(resources.map((one) => [one.address, one])), finder: new NetworkFinder(resources) };
}

function networks(attribute: string, was: Resource, is: Resource, old: NetworkFinder, now: NetworkFinder): Mismatch[] {
  const one = old.named(unlessComputed(get(was, attribute)), was);
  const other = now.named(unlessComputed(get(is, attribute)), is);
  // The same address may be another network before and after: what it is called decides.
  if (
    !one ||
    !other ||
    compareNetworks({ ...one, address: undefined }, { ...other, address: undefined }) !== "different"
  )
    return [];
  const isNamedAlike = one.name === other.name;
  const shown = (network: typeof one) =>
    isNamedAlike ? `${network.project}/${networkName(network)}` : networkName(network);
  return [{ attribute, was: shownText(shown(one)), is: shownText(shown(other)) }];
}

function places(attribute: string, was: Resource, is: Resource, sets: readonly string[]): Mismatch[] {
  const isLeftOut = DEFAULTED.includes(attribute) && !sets.includes(attribute);
  const [one, other] = [said(was, attribute), isLeftOut ? defaultOf(is, attribute) : said(is, attribute)];
  if (one === undefined || other === undefined || comparePlaces(attribute, one, other) !== "different") return [];
  return [{ attribute, was: shownText(one), is: shownText(other) }];
}

function said(resource: Resource, attribute: string): string | undefined {
  return known(text(unlessComputed(get(resource, attribute))));
}

/** Where the provider would make it. A location may be a region, a zone or many of them: only regions are compared. */
function defaultOf(resource: Resource, attribute: string): string | undefined {
  if (attribute === "project") return resource.project;
  return attribute === "region" ? known(resource.region) : undefined;
}

function known(value: Maybe<string> | undefined): string | undefined {
  return value !== undefined && isKnown(value) && value !== "" ? lastSegment(value) : undefined;
}

function comparePlaces(attribute: string, one: string, other: string): Sameness {
  if (attribute === "project") return compareProjects(one, other);
  return one.toLowerCase() === other.toLowerCase() ? "same" : "different";
}

function shownText(value: string): string {
  return plain(printed(value));
}
