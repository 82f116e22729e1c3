import { type ApiObject, textAt } from "../google/answer";
import { ApiDisabled, ApiFailure } from "../google/refusal";
import { isBlock, own } from "../inputs/blocks";
import { lastSegment } from "../values";

const MISSHAPEN = "the API's answer has not the form of a list";
export const INCOMPLETE = "the API's answer is incomplete: it could not reach every location";

/** What was found in all locations, and what is missing from it. */
export interface Located {
  things: ApiObject[];
  unreachable: Gap[];
}

/** A location that could not be read; without a name, the list as a whole may lack something. */
export interface Gap {
  place?: string;
  why: string;
}

/** One location's part of a list; `gap` where it is not all of it. */
export interface Part {
  place: string | undefined;
  things: ApiObject[];
  isWhole: boolean;
}

/** No project has so many locations. */
const MOST_PLACES = 200;

/** A location that the list of all could not reach is asked for by itself; only where that fails too is it unread. */
export async function completed(
  parts: readonly Part[],
  alone: (place: string) => Promise<ApiObject[]>,
): Promise<Located> {
  const named = new Set(parts.flatMap(({ place, isWhole }) => (isWhole || place === undefined ? [] : [place])));
  const places = [...named].slice(0, MOST_PLACES);
  const answers = await Promise.allSettled(places.map(alone));
  const found = new Map(
    answers.flatMap((end, index) => (end.status === "fulfilled" ? [[places[index] ?? "", end.value] as const] : [])),
  );
  // What was asked for by itself is not taken twice.
  const kept = parts.filter(({ place }) => place === undefined || !found.has(place));
  const isVague = named.size > MOST_PLACES || parts.some(({ place, isWhole }) => !isWhole && place === undefined);
  return {
    things: [...kept.flatMap(({ things }) => things), ...[...found.values()].flat()],
    unreachable: [
      ...answers.flatMap((end, index) =>
        end.status === "rejected" ? [{ place: places[index] ?? "", why: whyOf(end.reason) }] : [],
      ),
      ...(isVague ? [{ why: INCOMPLETE }] : []),
    ],
  };
}

/** One location cannot say that the API is disabled where others have answered. */
export function whyOf(error: unknown): string {
  if (error instanceof ApiFailure) return error.message;
  if (error instanceof ApiDisabled) return INCOMPLETE;
  throw error;
}

/** `locations/-/instances`: one list, which names what it could not reach, or has a placeholder for it. */
export function partsOfAll(pages: readonly ApiObject[], key: string): Part[] {
  const [things, holders] = [
    pages.flatMap((page) => listIn(page, key).filter((thing) => !isPlaceholder(thing))),
    pages.flatMap((page) => listIn(page, key).filter(isPlaceholder)),
  ];
  const unreached = [...pages.flatMap(unreachableIn), ...holders.map((holder) => textAt(holder, "name") ?? "")];
  const missing = unreached.map((said) => ({ place: placeIn(said), things: [], isWhole: false }));
  const vague = pages.some(isWarned) ? [{ place: undefined, things: [], isWhole: false }] : [];
  return [{ place: undefined, things, isWhole: true }, ...missing, ...vague];
}

/** `aggregated/subnetworks`: a list for each scope, such as `regions/us-east1`. */
export function partsOfEach(pages: readonly ApiObject[], key: string): Part[] {
  return pages.flatMap((page) => {
    const scopes = own(page, "items") ?? {};
    if (!isBlock(scopes)) throw new ApiFailure(MISSHAPEN);
    const unreached = unreachableIn(page).map((said) => ({ place: scopeIn(said), things: [], isWhole: false }));
    const isExplained = unreached.length > 0 && ["UNREACHABLE", "PARTIAL_SUCCESS"].includes(warningOf(page) ?? "");
    return [
      ...Object.entries(scopes).map(([said, scope]) => {
        const isWhole = !isWarned(scope);
        return { place: isWhole ? undefined : scopeIn(said), things: listIn(scope, key), isWhole };
      }),
      ...unreached,
      ...(isWarned(page) && !isExplained ? [{ place: undefined, things: [], isWhole: false }] : []),
    ];
  });
}

/** Memorystore lists a thing without a name, `…/instances/-`, for a location that it could not reach. */
export function isPlaceholder(thing: ApiObject): boolean {
  return /\/-?$/.test(textAt(thing, "name") ?? "");
}

/** An API may answer 200 and say in a field that it left out a location. */
export function refuseIncomplete(page: unknown): void {
  if (unreachableIn(page).length > 0 || isWarned(page)) throw new ApiFailure(INCOMPLETE);
}

/** The list in an answer. What is in its place and is none, or holds what is no object, is not taken for an empty one. */
export function listIn(page: unknown, key: string): ApiObject[] {
  const said = own(page, key);
  if (said === undefined) return [];
  if (!Array.isArray(said) || !said.every(isBlock)) throw new ApiFailure(MISSHAPEN);
  return said;
}

/** Whether a list has another page; a token that is none would hide it. */
export function nextPage(page: unknown): string | undefined {
  const said = own(page, "nextPageToken");
  if (said !== undefined && typeof said !== "string") throw new ApiFailure(MISSHAPEN);
  return said === "" ? undefined : said;
}

/** A name becomes a part of an address. */
const NAME = /^[a-z][a-z0-9-]{0,62}$/;

export function isPlaceName(said: string): boolean {
  return NAME.test(said);
}

function placeIn(said: string): string | undefined {
  const place = /(?:^|\/)locations\/([^/]+)/.exec(said)?.[1] ?? lastSegment(said);
  return isPlaceName(place) ? place : undefined;
}

function scopeIn(said: string): string | undefined {
  const [kind = "", name = ""] = said.split("/").slice(-2);
  if (said === "global" || name === "global") return "global";
  if ((kind === "regions" || kind === "zones") && isPlaceName(name)) return `${kind}/${name}`;
  // A bare name is a region's: zones hold none of what is read.
  return isPlaceName(said) ? `regions/${said}` : undefined;
}

function isWarned(page: unknown): boolean {
  const warning = warningOf(page);
  return warning !== undefined && warning !== "NO_RESULTS_ON_PAGE";
}

function warningOf(page: unknown): string | undefined {
  return textAt(own(page, "warning"), "code");
}

function unreachableIn(page: unknown): string[] {
  return ["unreachable", "unreachables"].flatMap((key) => {
    const said = own(page, key);
    return Array.isArray(said) ? said.map(String) : [];
  });
}
