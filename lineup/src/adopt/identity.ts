import { importIdOf } from "../../../facts/imports";
import { groupedBy } from "../grouping";
import type { Resource } from "../inputs/model";
import { type Fields, field, Unresolved, type Value, withoutKeys } from "../values";

/** What is written, by address, and by which id Terraform would import each of it. */
export class Written {
  private readonly byAddress: ReadonlyMap<string, Resource>;

  constructor(
    readonly resources: readonly Resource[],
    readonly project: string,
  ) {
    this.byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  }

  at(address: string): Resource | undefined {
    return this.byAddress.get(address) ?? this.byAddress.get(withoutKeys(address));
  }

  importId(resource: Resource): string | undefined {
    const { type, region, project } = resource;
    const values = Object.entries(resource.values).map(([key, value]) => [key, this.named(value)]);
    const place = typeof region === "string" ? { region, location: region } : {};
    return importIdOf(type, { ...place, ...said(Object.fromEntries(values)) }, project ?? this.project);
  }

  /** What a reference to another resource says before that exists: its id, and what is written of it. */
  private named(value: Value, hops = 0): Value {
    const reference = value instanceof Unresolved ? value.soleReference : undefined;
    const of = reference && hops < 5 ? this.at(reference.address) : undefined;
    if (!reference || !of) return value;
    if (reference.attribute === "id" || reference.attribute === "self_link") return this.importId(of) ?? value;
    const there = field(of.values, reference.attribute);
    return there === undefined ? value : this.named(there, hops + 1);
  }
}

/** What exists, by the ids it is imported by. */
export class Existing {
  private readonly byType: ReadonlyMap<string, readonly Resource[]>;
  private readonly byId = new Map<string, ReadonlyMap<string | undefined, Resource>>();

  constructor(
    resources: readonly Resource[],
    private readonly project: string,
  ) {
    this.byType = groupedBy(resources, ({ type }) => type);
  }

  of({ type }: Resource, id: string | undefined): Resource | undefined {
    return id === undefined ? undefined : this.ofType(type).get(id);
  }

  /** A project holds much of which nothing is written, and whose ids nobody asks for. */
  private ofType(type: string): ReadonlyMap<string | undefined, Resource> {
    const known = this.byId.get(type) ?? new Map(this.byType.get(type)?.map((one) => [this.importId(one), one]));
    this.byId.set(type, known);
    return known;
  }

  importId({ type, values }: Resource): string | undefined {
    return importIdOf(type, said(values), this.project);
  }
}

/** Absent is what is null. */
function said(values: Fields): Fields {
  const entries = Object.entries(values);
  const present = entries.filter(([, value]) => value !== null && value !== "");
  return present.length === entries.length ? values : Object.fromEntries(present);
}
