import { withoutPlaces } from "../../../facts/attribute-path";
import { neverImported, notLookedFor } from "../../../facts/imports";
import { whyRefused, whyReplaced } from "../../../facts/in-place";
import { attributeFacts } from "../../../facts/provider";
import type { Change } from "../changes/change";
import { type Difference, differences } from "../compare/differences";
import type { Model, Resource } from "../inputs/model";
import { asImported } from "../inventory/shape/as-imported";
import { isReadWhole } from "../inventory/shape/ids";
import { isComputed } from "../topology/read";
import { field, isFields, Unresolved, unresolvedIn, type Value } from "../values";
import { AFTER_APPLY, changeOf, created, shown } from "./foretold-change";
import { Existing, Written } from "./identity";
import { ignoredOf } from "./ignored";
import { whyMissed } from "./missed";
import { planned, type Wanted } from "./planned";

/** What `terraform plan` will say of one resource that is written, once what exists of it is imported. */
export interface Foretold {
  resource: Resource;
  change: Change;
  /** By which id the thing is imported; undefined where it is not there, or never imported. */
  id: string | undefined;
  /** What is there. */
  live: Resource | undefined;
  differences: readonly Difference[];
  /** The differences for which it is replaced, each with the reason where it is not the schema's. */
  forcing: readonly Reason[];
  /** The differences that Google refuses. */
  refused: readonly Reason[];
  /** Differences from values that were not read, or to values that are not evaluated. */
  untold: readonly Difference[];
  /** Why it cannot be told whether it is there, or what of it differs. */
  unclear: string | undefined;
}

export interface Reason {
  attribute: string;
  why: string | undefined;
}

/** A plan of what is written over what exists, foretold resource by resource. */
export class Foretelling {
  readonly written: Written;
  readonly existing: Existing;
  private readonly known = new Map<string, Foretold | "asking">();

  constructor(
    stack: Model,
    readonly live: Model,
    readonly project: string,
  ) {
    const managed = stack.resources.filter(({ mode }) => mode === "managed");
    this.written = new Written(managed, project);
    this.existing = new Existing(live.resources, project);
  }

  all(): Foretold[] {
    return this.written.resources.map((resource) => this.of(resource));
  }

  of(resource: Resource): Foretold {
    const known = this.known.get(resource.address);
    if (known !== undefined && known !== "asking") return known;
    this.known.set(resource.address, "asking");
    const foretold = this.foretell(resource);
    this.known.set(resource.address, foretold);
    return foretold;
  }

  private foretell(resource: Resource): Foretold {
    const id = neverImported(resource.type) === undefined ? this.written.importId(resource) : undefined;
    const live = this.existing.of(resource, id);
    const wanted = this.wanted(resource);
    const unclear = whyUnclear(resource, id) ?? (live ? this.whyTwice(resource, id) : whyMissed(resource, id, this));
    if (!live) {
      const change = changeOf(resource, "create", {}, created(wanted), undefined);
      return { ...nothingOf(resource), unclear, change };
    }
    const before = asImported(resource.type, live.values);
    const after = planned(wanted, before);
    const found = differences(shown(resource.type, before), shown(resource.type, after));
    const { inPart } = ignoredOf(resource);
    const isInPart = (path: string) => inPart.some((one) => path === one || path.startsWith(`${one}.`));
    const untold = found.filter(
      (one) => (isUnread(one.before) && !isUnread(one.after)) || isOpen(one.after) || isInPart(pathOf(one)),
    );
    const told = found.filter((one) => !untold.includes(one));
    const forcing = told.flatMap((one) => forces(resource.type, one));
    const refused = told.flatMap((one) => reasons(whyRefused(resource.type, pathOf(one), one.before, one.after), one));
    const action = forcing.length > 0 ? "replace" : told.length > 0 ? "update" : "no-op";
    const will = action === "replace" ? created(wanted) : after;
    const change = {
      ...changeOf(resource, action, before, will, id),
      replacePaths: forcing.map(({ attribute }) => attribute),
    };
    return { resource, change, id, live, differences: found, forcing, refused, untold, unclear };
  }

  /** Terraform imports one thing to two addresses without a word, and then each of them undoes the other. */
  private whyTwice({ address }: Resource, id: string | undefined): string | undefined {
    const twin = this.written.importedBy(id).find((other) => other.address !== address);
    return twin && `${twin.address} is the same thing: it can be taken over by one of the two`;
  }

  private wanted(resource: Resource): Wanted {
    const { type, values, labels } = resource;
    const { whole } = ignoredOf(resource);
    const given = labels === undefined || !isOfType(type, "effective_labels") ? undefined : labels;
    const isIgnored = (path: string) => whole.includes("all") || whole.includes(path);
    return {
      type,
      written:
        given === undefined ? values : { ...values, labels: labelled(given, isIgnored("labels") ? {} : values.labels) },
      resolve: (value) => this.resolved(value),
      // Those of the provider are in an attribute of their own, which is not ignored.
      ignores: (path) => isIgnored(path) && !(given !== undefined && path === "labels" && !whole.includes("all")),
    };
  }

  private resolved(value: Unresolved): Value {
    const { soleReference, parts } = value;
    if (soleReference) return this.attribute(soleReference.address, soleReference.attribute) ?? value;
    const words = parts?.map((part) => (typeof part === "string" ? part : this.resolved(part)));
    if (words?.some((word) => word instanceof Unresolved && isComputed(word))) return AFTER_APPLY;
    return words?.every((word) => typeof word === "string" || typeof word === "number") ? words.join("") : value;
  }

  /** What an attribute of another resource will be; undefined where that cannot be told. */
  private attribute(address: string, attribute: string): Value | undefined {
    const of = this.written.at(address);
    if (!of || this.known.get(of.address) === "asking") return undefined;
    const { change, live, unclear } = this.of(of);
    const found = field(change.after, attribute);
    if (found !== undefined && found !== null) return found;
    if (unclear !== undefined) return undefined;
    if (live === undefined || change.action === "replace") return AFTER_APPLY;
    return attribute === "id" ? this.written.importId(of) : undefined;
  }
}

/** With the labels of the provider, over which a resource says its own. */
function labelled(given: Value, own: Value | undefined): Value {
  if (given instanceof Unresolved) return given;
  if (own instanceof Unresolved) return own;
  return { ...(isFields(given) ? given : {}), ...(isFields(own) ? own : {}) };
}

const isOfType = (type: string, name: string) => attributeFacts(type, name) !== undefined;

/** Kinds of which the inventory reads what a configuration can say; of others nobody can tell what differs. */
function whyUnclear({ type, certain, address }: Resource, id: string | undefined): string | undefined {
  if ((neverImported(type) ?? notLookedFor(type)) !== undefined) return undefined;
  if (!isReadWhole(type)) return `lineup does not compare what exists of the kind ${type}`;
  if (!certain) return `count or for_each of ${address} is not evaluated`;
  return id === undefined ? `the name of ${address} is not evaluated, so it is not known which thing it is` : undefined;
}

/** What lineup does not evaluate; what only the apply tells is no open question: Terraform plans a change for it. */
function isOpen(value: Value | undefined): boolean {
  return unresolvedIn(value).some((one) => !isComputed(one));
}

function nothingOf(resource: Resource): Omit<Foretold, "change" | "unclear"> {
  return { resource, id: undefined, live: undefined, differences: [], forcing: [], refused: [], untold: [] };
}

function forces(type: string, difference: Difference): Reason[] {
  const path = pathOf(difference);
  const keys = path.split(".");
  const isForced = keys.some((_, index) => attributeFacts(type, keys.slice(0, index + 1).join("."))?.forceNew === true);
  if (isForced) return [{ attribute: difference.attribute, why: undefined }];
  return reasons(whyReplaced(type, path, difference.before, difference.after), difference);
}

function reasons(why: string | undefined, { attribute }: Difference): Reason[] {
  return why === undefined ? [] : [{ attribute, why }];
}

const pathOf = ({ attribute }: Difference) => withoutPlaces(attribute);

function isUnread(value: Value | undefined): boolean {
  return value instanceof Unresolved;
}
