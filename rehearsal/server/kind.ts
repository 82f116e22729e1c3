import type { ApiError } from "./api-error";
import type { Iam } from "./iam";
import type { Principal } from "./iam/principal";
import type { Deed, OperationMessages } from "./operation-messages";
import type { OperationError, Style } from "./operations";
import type { Executions } from "./runs/executions";
import type { NotStarted } from "./runs/machine";
import type { CloudObject, Store } from "./store";

/** Why what was made does not start, as a condition of it says. */
export interface StartFailure {
  reason?: string;
  revisionReason?: string;
  message: string;
}

/** Where a thing is, or will be. */
export interface Place {
  store: Store;
  iam: Iam;
  executions: Executions;
  /** Its full name, API first: `compute/projects/p/global/networks/n`. */
  name: string;
  /** The name as its own API knows it. */
  path: string;
  id: string;
  project: string;
  /** The region, or "global". */
  location: string;
  /** The parameters of the request. */
  query: URLSearchParams;
  /** Who asks; nobody is the owner. */
  who: Principal | undefined;
}

/** How one type of resource differs from the default behaviour. */
export interface ApiKind {
  /** Its collection, with parameters: `compute/projects/{project}/global/networks`. */
  collection: string;
  style: Style;
  /** The query parameter or the body field that holds the name of a new object. */
  named:
    | { parameter: string }
    | { field: string }
    | { made: (body: CloudObject, place: Pick<Place, "store" | "project">) => string };
  /** The name that a request means, where its path does not say it all. */
  meant?: (path: string, request: { body: CloudObject; query: URLSearchParams }, store: Store) => string;
  /** `:batchEnable` and the like, on the collection. */
  collectionActions?: Record<string, (body: CloudObject, place: Pick<Place, "store" | "project">) => CloudObject>;
  /** What is read of the collection as a whole, under a name that could be one of its things'. */
  collectionReads?: Record<string, (query: URLSearchParams, place: Pick<Place, "store" | "project">) => CloudObject>;
  /** Objects that exist without being created. */
  unmade?: (place: Place) => CloudObject;
  /** Those of a project that follow from others: they are read, and are not kept. */
  derived?: (project: string, store: Store) => CloudObject[];
  /** With the fields that follow from other objects; `list`: the request, where it is one of a list. */
  shown?: (thing: CloudObject, path: string, store: Store, list?: URLSearchParams) => CloudObject;
  /** The messages in its long-running operations; every kind that has some names them. */
  messages?: (deed: Deed) => OperationMessages;
  /** Whether `locations/-` lists all locations. */
  everywhere?: boolean;
  /** Of a list: which of them the request means. */
  selected?: (thing: CloudObject, query: URLSearchParams, store: Store) => boolean;
  /** Where its operations are kept, when not at its own location; nowhere: outside of all projects. */
  operationsAt?: (place: Place) => string;
  /** What a create or update sends, where it is wrapped in something. */
  unwrapped?: (body: CloudObject) => CloudObject;
  /** Throws an ApiError for what the API refuses. `before` is set for an update. */
  check?: (draft: CloudObject, place: Place, before?: CloudObject) => void;
  /** The object with the defaults that the API fills in. */
  filled: (draft: CloudObject, place: Place, before?: CloudObject) => CloudObject;
  /** What becomes of it, where that is not sure: with an error, its operation ends in that, and the object stays. */
  outcome?: (
    thing: CloudObject,
    place: Place,
    before?: CloudObject,
    broken?: StartFailure,
  ) => { thing: CloudObject; error?: string };
  /** What is printed of it while it is being made or changed; of one that is being removed, there is no `thing`. */
  meanwhile?: (thing: CloudObject | undefined, before: CloudObject | undefined) => CloudObject;
  /** The HTTP method that removes it; default DELETE. */
  removedBy?: string;
  /** The refusal of a new one whose id another has; default 409, with the name. */
  taken?: (thing: CloudObject, place: Place) => ApiError;
  /** What stays of one that is deleted: until then it can be restored, and its id is taken. */
  burial?: Burial;
  /** Throws an ApiError while other objects use it. */
  checkRemoval?: (thing: CloudObject, place: Place) => void;
  /** Called after it was created or deleted: the effects on other objects. */
  after?: (place: Place, thing: CloudObject | undefined) => void;
  /** `:getIamPolicy`, `/setLabels` and the like. */
  actions?: Record<string, (thing: CloudObject, body: CloudObject, place: Place) => Acted>;
  /** What a list of them is called, where the API says so and is not compute. */
  listKind?: string | undefined;
  /** What an update answers where that is not the thing itself. */
  updateAnswers?: (place: Place) => CloudObject;
  /** Under which key a list of them is printed, when it is not the collection's own name. */
  listed?: string;
  /** An update that names an etag is one of that version, and of no other: https://google.aip.dev/154 */
  hasEtag?: boolean;
  /** Fields of an update that are replaced as a whole even where both are objects. */
  replaces?: boolean;
  /** An update says all of it: what it does not say is gone. */
  whole?: boolean;
}

export interface Burial {
  /** For how long. */
  days: number;
  /** `until`: when it is gone for good, as the API prints a time. */
  kept: (thing: CloudObject, until: string) => CloudObject;
  /** And its id stays taken for longer: where that is kept. */
  afterwards?: { days: number; at: (name: string) => string };
}

/** What comes of an action: an answer at once; the thing as it is then, by way of an operation; or one that goes on by itself. */
export type Acted = { answer: CloudObject } | { thing: CloudObject } | GoesOn;

/** An operation that ends when `over` is called. `begins` returns what it is about, as it is then. */
export interface GoesOn {
  messages: (deed: Deed) => OperationMessages;
  begins: (over: (thing: CloudObject, error?: OperationError) => void, fault?: NotStarted) => CloudObject;
}

export function textOf(thing: CloudObject | undefined, key: string): string | undefined {
  const value = thing?.[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function numberOf(thing: CloudObject | undefined, key: string): number | undefined {
  const value = thing?.[key];
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function thingOf(thing: CloudObject | undefined, key: string): CloudObject | undefined {
  const value = thing?.[key];
  return isCloudObject(value) ? value : undefined;
}

export function listOf(thing: CloudObject | undefined, key: string): unknown[] {
  const value = thing?.[key];
  return Array.isArray(value) ? value : [];
}

export function isCloudObject(value: unknown): value is CloudObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `https://www.googleapis.com/compute/v1/projects/p/global/networks/n`, `projects/…`, `n`: always the last of them. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A name without its API: as that API knows it. */
export function pathOf(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}

/** How APIs with a `state` print what is being made, changed or removed: it stays as it was until then. */
export function withState(thing: CloudObject | undefined, before: CloudObject | undefined): CloudObject {
  if (before) return { ...before, state: thing ? "UPDATING" : "DELETING" };
  return { ...thing, state: "CREATING" };
}

export function timestamp(): string {
  return new Date().toISOString();
}
