import { withoutPlaces } from "../../../facts/attribute-path";
import { neverImported } from "../../../facts/imports";
import { whyRefused, whyReplaced } from "../../../facts/in-place";
import { attributeFacts } from "../../../facts/provider";
import type { Action, Change } from "../changes/change";
import { type Difference, differences } from "../compare/differences";
import type { Model, Resource } from "../inputs/model";
import { asImported } from "../inventory/shape/as-imported";
import { schemaOf } from "../inventory/shape/schema";
import { type Fields, field, holdsUnresolved, isFields, Unresolved, type Value } from "../values";
import { Existing, Written } from "./identity";
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
  /** Differences from values that were not read. */
  untold: readonly Difference[];
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

  constructor(stack: Model, live: Model, project: string) {
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
    if (!live) return { ...nothingOf(resource), change: changeOf(resource, "create", {}, created(wanted), undefined) };
    const before = asImported(resource.type, live.values);
    const after = planned(wanted, before);
    const found = differences(shown(resource.type, before), shown(resource.type, after));
    const untold = found.filter(({ before: was, after: will }) => isUnread(was) && !isUnread(will));
    const told = found.filter((one) => !untold.includes(one));
    const forcing = told.flatMap((one) => forces(resource.type, one));
    const refused = told.flatMap((one) => reasons(whyRefused(resource.type, pathOf(one), one.before, one.after), one));
    const action = forcing.length > 0 ? "replace" : told.length > 0 ? "update" : "no-op";
    const will = action === "replace" ? created(wanted) : after;
    const change = {
      ...changeOf(resource, action, before, will, id),
      replacePaths: forcing.map(({ attribute }) => attribute),
    };
    return { resource, change, id, live, differences: found, forcing, refused, untold };
  }

  private wanted({ type, values, lifecycle }: Resource): Wanted {
    const ignored = lifecycle?.ignores ?? [];
    return {
      type,
      written: values,
      resolve: (value) => this.resolved(value),
      ignores: (path) => ignored.includes("all") || ignored.includes(path),
    };
  }

  private resolved(value: Unresolved): Value {
    const { soleReference, parts } = value;
    if (soleReference) return this.attribute(soleReference.address, soleReference.attribute) ?? value;
    const words = parts?.map((part) => (typeof part === "string" ? part : this.resolved(part)));
    return words?.every((word) => typeof word === "string" || typeof word === "number") ? words.join("") : value;
  }

  /** What an attribute of another resource will be; undefined where only the apply tells. */
  private attribute(address: string, attribute: string): Value | undefined {
    const of = this.written.at(address);
    if (!of || this.known.get(of.address) === "asking") return undefined;
    const { change, live } = this.of(of);
    const found = field(change.after, attribute);
    if (found !== undefined && found !== null) return holdsUnresolved(found) ? undefined : found;
    const isThere = live !== undefined && change.action !== "replace";
    return isThere && attribute === "id" ? this.written.importId(of) : undefined;
  }
}

function nothingOf(resource: Resource): Omit<Foretold, "change"> {
  return { resource, id: undefined, live: undefined, differences: [], forcing: [], refused: [], untold: [] };
}

/** What is made new: what is written, and what the cloud makes of the rest is not known. */
function created(wanted: Wanted): Fields {
  const after = planned({ ...wanted, ignores: () => false }, {});
  const unknown = schemaOf(wanted.type).filter(({ name, facts }) => facts.computed && after[name] === undefined);
  return { ...after, ...Object.fromEntries(unknown.map(({ name }) => [name, new Unresolved("(known after apply)")])) };
}

function changeOf(resource: Resource, action: Action, before: Fields, after: Fields, id: string | undefined): Change {
  const actions: Partial<Record<Action, string[]>> = { replace: ["delete", "create"] };
  return {
    address: resource.address,
    previousAddress: undefined,
    mode: "managed",
    type: resource.type,
    action,
    actions: actions[action] ?? [action],
    before: action === "create" ? undefined : before,
    after: known(after) as Fields,
    afterUnknown: unknown(after),
    replacePaths: [],
    reason: undefined,
    importing: id !== undefined,
    importId: id,
    deposed: false,
  };
}

/** What a configuration can say: what the cloud fills in alone is no change. */
function shown(type: string, values: Fields): Fields {
  const isOf = (key: string) => {
    const facts = attributeFacts(type, key);
    return facts !== undefined && !(facts.computed && !facts.optional);
  };
  return Object.fromEntries(Object.entries(values).filter(([key]) => isOf(key)));
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

/** As a plan prints it: what is not known is left out. */
function known(value: Value): Value | undefined {
  if (value instanceof Unresolved) return undefined;
  if (Array.isArray(value)) return value.map((item) => known(item) ?? null);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const said = known(item);
      return said === undefined ? [] : [[key, said] as const];
    }),
  );
}

/** And says of it that it is known after the apply. */
function unknown(value: Value): unknown {
  if (value instanceof Unresolved) return true;
  if (Array.isArray(value)) return value.map(unknown);
  if (!isFields(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (holdsUnresolved(item) ? [[key, unknown(item)] as const] : [])),
  );
}
