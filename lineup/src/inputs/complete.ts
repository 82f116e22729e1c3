import { attributeFacts, attributesOf, isComputed, isSet } from "../../../facts/provider";
import {
  COMPUTED,
  type Fields,
  holdsUnresolved,
  isFields,
  type Reference,
  referencesIn,
  Unresolved,
  unresolvedIn,
  type Value,
} from "../values";
import { type Origin, originsOf } from "./members";
import type { Said } from "./said";

/** Where in a resource a value stands, for what the provider's schema says of it. */
export interface Place {
  type: string;
  path: string;
}

/** Whether the plan does not know the attribute that is referred to. */
export type IsUnknown = (reference: Reference) => boolean;

/**
 * Fills what a plan does not know yet with what the configuration says there. What the plan knows stays as it is: where
 * the two speak of different things, the plan is right.
 */
export class Completion {
  constructor(
    private readonly isUnknown: IsUnknown,
    private readonly isIgnored: (path: string) => boolean = () => false,
  ) {}

  of(planned: Value, said: Said | undefined, place: Place): Value {
    if (planned instanceof Unresolved) return said?.whole() ?? NOT_KNOWN;
    if (Array.isArray(planned)) return this.members(planned, said, place);
    if (!isFields(planned)) return planned;
    let filled: Fields | undefined;
    for (const key in planned) {
      const value = planned[key] as Value;
      if (!holdsUnresolved(value)) continue;
      filled ??= { ...planned };
      filled[key] = this.of(value, said?.at(key), within(place, key));
    }
    return filled ?? planned;
  }

  private members(items: readonly Value[], said: Said | undefined, place: Place): Value[] {
    const open = new Set(items.flatMap((item, index) => (holdsUnresolved(item) ? [index] : [])));
    if (open.size === 0) return [...items];
    const blocks = said?.members() ?? [];
    // A block always makes an item: where there is one of each, that is it.
    if (blocks.length === items.length && (items.length === 1 || !mayBeSet(place))) {
      return items.map((item, index) => (open.has(index) ? this.of(item, blocks[index], place) : item));
    }
    const fits = (item: Value, block: Said) => this.fits(item, block, place);
    const origins = originsOf({ items, open, blocks, fits, knownPart });
    return items.map((item, index) => {
      const origin = origins.get(index);
      return origin ? this.fromOrigin(item, origin, place, said?.rest ?? []) : item;
    });
  }

  private fromOrigin(item: Value, origin: Origin<Said>, place: Place, rest: readonly Reference[]): Value {
    if ("one" in origin) return this.of(item, origin.one, place);
    const references = [...origin.anyOf.flatMap((block) => referencesIn(block.whole())), ...rest];
    return withGaps(
      item,
      origin.anyOf.length === 0 ? hidden(FROM_DYNAMIC, references) : new Unresolved(FROM_ONE_OF_SEVERAL, references),
    );
  }

  /** Whether what is said may have made what is planned. What is not known of either of them is no objection. */
  fits(planned: Value, said: Said | undefined, place: Place): boolean {
    if (this.isIgnored(place.path)) return true;
    if (isFields(planned)) {
      return Object.entries(planned).every(([key, value]) => this.fits(value, said?.at(key), within(place, key)));
    }
    if (!said || !Array.isArray(planned) || !planned.some(isFields)) return this.equals(planned, said?.whole(), place);
    const blocks = said.members();
    // There may be more items than blocks: a plan keeps no dynamic ones, and an evaluated configuration has all of them.
    const isMade = (item: Value) => !said.isWhole || blocks.some((block) => this.fits(item, block, place));
    return blocks.every((block) => planned.some((item) => this.fits(item, block, place))) && planned.every(isMade);
  }

  private equals(planned: Value, written: Value | undefined, place: Place): boolean {
    // The cloud fills in what a block does not say, and the provider has defaults and its own ideas of what is the same.
    if (isUnset(written)) return isUnset(planned) || planned === false || planned === 0 || isLeftToOthers(place);
    if (planned instanceof Unresolved) return unresolvedIn(written).length > 0;
    if (written instanceof Unresolved) {
      return !(written.soleReference !== undefined && this.isUnknown(written.soleReference));
    }
    if (Array.isArray(planned) && Array.isArray(written)) {
      if (planned.length !== written.length) return isSet(place.type, place.path) && unresolvedIn(written).length > 0;
      const twin = isSet(place.type, place.path)
        ? (one: Value) => written.some((other) => this.equals(one, other, place))
        : (one: Value, index: number) => this.equals(one, written[index], place);
      return planned.every(twin);
    }
    if (typeof written === "object" || typeof planned === "object") return true;
    return String(written) === String(planned) || areSpellings(String(written), String(planned), place);
  }
}

/** The provider takes some other spellings for the same: words in any case, and paths, ranges and members as they are. */
function areSpellings(one: string, other: string, { type, path }: Place): boolean {
  // The provider writes some words in capitals, such as the location of a bucket, and the schema does not say which.
  if (one.toLowerCase() === other.toLowerCase()) return true;
  if (attributeFacts(type, path)?.diffSuppress !== true) return false;
  return one.toLowerCase() === other.toLowerCase() || !/^[\w-]*$/.test(one) || !/^[\w-]*$/.test(other);
}

const NOT_KNOWN = hidden(COMPUTED, []);

/** It comes from something that the plan does not keep. */
function hidden(text: string, references: readonly Reference[]): Unresolved {
  return new Unresolved(text, references, undefined, undefined, false, "some references");
}

/** The provider prints an unset attribute as the zero of its type. */
function isUnset(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && !(value instanceof Unresolved) && Object.keys(value).length === 0;
}

export function within({ type, path }: Place, key: string): Place {
  return { type, path: path === "" ? key : `${path}.${key}` };
}

/** A set, or something of which the schema is not at hand. */
function mayBeSet({ type, path }: Place): boolean {
  return isSet(type, path) || attributesOf(type) === undefined;
}

function isLeftToOthers({ type, path }: Place): boolean {
  const facts = attributeFacts(type, path);
  return facts === undefined || facts.default !== undefined || facts.diffSuppress === true || isComputed(type, path);
}

function knownPart(item: Value): string {
  return JSON.stringify(item, (_, inner) => (inner instanceof Unresolved ? "?" : inner));
}

const FROM_ONE_OF_SEVERAL = "one of several blocks that a plan does not tell apart";
const FROM_DYNAMIC = "a dynamic block that a plan does not keep";

/** The item with one gap in all places that are not known. */
function withGaps(item: Value, gap: Unresolved): Value {
  if (item instanceof Unresolved) return gap;
  if (Array.isArray(item)) return item.map((inner) => withGaps(inner, gap));
  if (!isFields(item)) return item;
  return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, withGaps(inner, gap)]));
}
