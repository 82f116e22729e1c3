import { projectId } from "./geography";
import { type Acted, isThing, type Kind, type Place } from "./kind";
import { kinds } from "./kinds";
import { welcome } from "./kinds/accounts";
import { Operations } from "./operations";
import { notFound, Refusal } from "./refusal";
import { Store, type Thing } from "./store";

export interface Request {
  method: string;
  /** API first, without its version: `compute/projects/p/global/networks`. */
  path: string;
  query: URLSearchParams;
  body: Thing;
  /** Of a fault: how often the operation is asked about before it is done, and whether it ends in an error. */
  operation?: { polls?: number; fails?: string };
}

/** The APIs of all kinds over one store: create, read, list, update, delete and the actions of each. */
export class Cloud {
  readonly store = new Store();
  private readonly operations = new Operations();
  private readonly kinds = kinds.map((kind) => ({ kind, ...patternsOf(kind.collection) }));

  answer(request: Request): Thing {
    const { method, query } = request;
    const path = this.byId(request.path);
    if (/\/operations\/[^/]+(\/wait)?$/.test(path) || /^[^/]+\/operations\//.test(path)) {
      return this.operations.ask(path.replace(/\/wait$/, ""));
    }
    for (const { kind, ofCollection, ofItem } of this.kinds) {
      const collection = ofCollection.exec(path);
      if (collection?.groups) {
        const { action } = collection.groups;
        if (action !== undefined) return this.onAll(kind, path, collection.groups, request);
        if (method === "GET") return this.list(kind, path, query);
        if (method === "POST") return this.create(kind, path, collection.groups, request);
      }
      const item = ofItem.exec(path);
      if (item?.groups?.name !== undefined) return this.one(kind, item.groups.name, item.groups, request);
    }
    throw new Refusal(404, `no API here answers ${method} ${path}`);
  }

  /** Projects are known by number, too; and each has been there before anybody asks. */
  private byId(path: string): string {
    return path.replace(/(^|\/)projects\/([^/:]+)/, (_, before: string, said: string) => {
      const project = projectId(said, this.store);
      if (project !== "-" && !/^\d+$/.test(project)) this.welcome(project);
      return `${before}projects/${project}`;
    });
  }

  private welcome(project: string): void {
    if (this.store.get(`cloudresourcemanager/projects/${project}`)) return;
    welcome(project, this.store);
    const networks = `compute/projects/${project}/global/networks`;
    this.answer({ method: "POST", path: networks, query: new URLSearchParams(), body: { name: "default" } });
  }

  private onAll(kind: Kind, path: string, groups: Record<string, string>, request: Request): Thing {
    const action = kind.collectionActions?.[groups.action ?? ""];
    if (!action) throw new Refusal(404, `no API here answers ${request.method} ${path}`);
    const thing = action(request.body, { store: this.store, project: groups.project ?? "" });
    const [api = ""] = path.split("/");
    return this.operations.begin(kind.style, api, "", { thing }, request.operation?.polls);
  }

  private one(kind: Kind, name: string, groups: Record<string, string>, request: Request): Thing {
    const thing = this.store.get(name);
    if (!thing) throw notFound(pathOf(name));
    const place = this.place(name, groups, request.query);
    if (groups.action !== undefined) {
      const action = kind.actions?.[groups.action];
      if (!action) throw new Refusal(404, `${pathOf(name)} has no action ${groups.action}`);
      return this.acted(action(thing, request.body, place), kind, place, request);
    }
    switch (request.method) {
      case "GET":
        return thing;
      case "PATCH":
      case "PUT": {
        const sent = kind.unwrapped?.(request.body) ?? request.body;
        const draft = request.method === "PUT" ? { ...thing, ...sent } : updated(thing, sent, request.query, kind);
        kind.check?.(draft, place, thing);
        return this.done(kind, place, kind.filled(draft, place, thing), request);
      }
      case "DELETE":
        kind.checkRemoval?.(thing, place);
        return this.done(kind, place, undefined, request);
      default:
        throw new Refusal(400, `${request.method} is nothing that ${pathOf(name)} answers`);
    }
  }

  private create(kind: Kind, collection: string, groups: Record<string, string>, request: Request): Thing {
    const body = kind.unwrapped?.(request.body) ?? request.body;
    const id = idOf(kind, body, request, { store: this.store, project: groups.project ?? "" });
    if (id === undefined || id === "") throw new Refusal(400, `a new one in ${pathOf(collection)} needs a name`);
    const place = this.place(`${collection}/${id}`, groups, request.query);
    if (this.store.get(place.name)) throw new Refusal(409, `The resource '${place.path}' already exists`);
    kind.check?.(body, place);
    return this.done(kind, place, kind.filled(body, place), request);
  }

  private acted(acted: Acted, kind: Kind, place: Place, request: Request): Thing {
    return "answer" in acted ? acted.answer : this.done(kind, place, acted.thing, request);
  }

  /** Makes it so, and says so in the way of its API. */
  private done(kind: Kind, place: Place, thing: Thing | undefined, { operation }: Request): Thing {
    const failure = operation?.fails;
    if (failure === undefined) {
      if (thing) this.store.put(place.name, thing);
      else this.store.remove(place.name);
      kind.after?.(place, thing);
    }
    if (kind.style === "immediate") return thing ?? {};
    const [api = ""] = place.name.split("/");
    const at = kind.operationsAt?.(place) ?? locationOf(place.path);
    return this.operations.begin(kind.style, api, at, { thing, error: failure }, operation?.polls);
  }

  private list(kind: Kind, collection: string, query: URLSearchParams): Thing {
    const found = /\/(locations|regions)\/-\//.test(collection)
      ? [...this.store.matching(anywhere(collection))].map(({ thing }) => thing)
      : this.store.list(collection);
    const all = kind.selected ? found.filter((thing) => kind.selected?.(thing, query, this.store)) : found;
    const size = Number(query.get("pageSize") ?? query.get("maxResults") ?? 0) || 500;
    const from = Number(query.get("pageToken") ?? 0) || 0;
    const compute = kind.style === "compute";
    return {
      ...(compute ? { kind: `compute#${collection.slice(collection.lastIndexOf("/") + 1)}List` } : {}),
      [kind.listed ?? (compute ? "items" : collection.slice(collection.lastIndexOf("/") + 1))]: all.slice(
        from,
        from + size,
      ),
      ...(from + size < all.length ? { nextPageToken: String(from + size) } : {}),
    };
  }

  private place(name: string, groups: Record<string, string>, query: URLSearchParams): Place {
    const path = pathOf(name);
    return {
      store: this.store,
      name,
      path,
      id: name.slice(name.lastIndexOf("/") + 1),
      project: groups.project ?? "",
      location: groups.region ?? groups.location ?? "global",
      query,
    };
  }
}

function idOf(
  kind: Kind,
  body: Thing,
  { query }: Request,
  place: Pick<Place, "store" | "project">,
): string | undefined {
  if ("made" in kind.named) return kind.named.made(body, place);
  if ("parameter" in kind.named) return query.get(kind.named.parameter) ?? undefined;
  const said = body[kind.named.field];
  return typeof said === "string" ? said.slice(said.lastIndexOf("/") + 1) : undefined;
}

/** A mask says which fields are meant; without one, those that were sent are. */
function updated(thing: Thing, body: Thing, query: URLSearchParams, kind: Kind): Thing {
  const mask = (query.get("updateMask") ?? "").split(",").filter((path) => path !== "" && path !== "*");
  if (mask.length === 0) return kind.replaces ? { ...thing, ...body } : merged(thing, body);
  const result = structuredClone(thing);
  for (const path of mask) assign(result, body, path.split(".").map(camel));
  return result;
}

function assign(target: Thing, source: Thing, [key = "", ...rest]: string[]): void {
  const value = source[key];
  if (rest.length === 0 || !isThing(value)) {
    if (value === undefined) delete target[key];
    else target[key] = value;
    return;
  }
  const inner = isThing(target[key]) ? (target[key] as Thing) : {};
  target[key] = inner;
  assign(inner, value, rest);
}

function merged(thing: Thing, body: Thing): Thing {
  const result: Thing = { ...thing };
  for (const [key, value] of Object.entries(body)) {
    const before = result[key];
    if (value === null) delete result[key];
    else result[key] = isThing(before) && isThing(value) ? merged(before, value) : value;
  }
  return result;
}

function camel(field: string): string {
  return field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function patternsOf(collection: string): { ofCollection: RegExp; ofItem: RegExp } {
  const holes = collection.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return {
    ofCollection: new RegExp(`^${holes}(?::(?<action>[A-Za-z]+))?$`),
    ofItem: new RegExp(`^(?<name>${holes}/[^/:]+)(?:[:/](?<action>[A-Za-z]+))?$`),
  };
}

/** `projects/p/locations/-/instances` means all of them. */
function anywhere(collection: string): RegExp {
  return new RegExp(`^${collection.replace(/[.]/g, "\\.").replace("/-/", "/[^/]+/")}$`);
}

function locationOf(path: string): string {
  return /^projects\/[^/]+\/(global|regions\/[^/]+|locations\/[^/]+)/.exec(path)?.[0] ?? "";
}

function pathOf(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}
