import { ApiError, notFound } from "./api-error";
import type { Clock } from "./clock";
import { projectId, projectIn, projectNumber } from "./geography";
import { type Buckets, Iam } from "./iam";
import type { Principal } from "./iam/principal";
import { type ApiKind, type GoesOn, lastSegment, type Place, pathOf, type StartFailure } from "./kind";
import { kinds } from "./kinds";
import { computeProject, welcome } from "./kinds/accounts";
import { refuseOverQuota, regionOf } from "./kinds/quotas";
import { aggregated, list, locations } from "./listing";
import { idOf, locationOf, patternsOf } from "./names";
import { Operations } from "./operations";
import { refuseLocation } from "./org-policies";
import { Executions } from "./runs/executions";
import type { NotStarted } from "./runs/machine";
import { type CloudObject, Store } from "./store";
import { refuseStale, updated, withoutNulls } from "./updates";

export interface Request {
  method: string;
  /** API first, without its version: `compute/projects/p/global/networks`. */
  path: string;
  query: URLSearchParams;
  body: CloudObject;
  /** Who asks; nobody is the owner. */
  who?: Principal | undefined;
  /** Of a fault: how long the operation takes, whether it ends in an error, and why an execution is not started. */
  operation?: { takes?: number; fails?: string; notStarted?: NotStarted; broken?: StartFailure };
}

/** What an organization can keep to some locations, beside secrets and buckets. */
const LOCATED = /^(run|redis|memorystore|memcache|cloudfunctions)\//;
const DAY = 24 * 60 * 60 * 1000;

/** The APIs of all kinds over one store: create, read, list, update, delete and the actions of each. */
export class Cloud {
  readonly store = new Store();
  readonly iam: Iam;
  readonly executions = new Executions();
  private readonly operations: Operations;
  private readonly kinds = kinds.map((kind) => ({ kind, ...patternsOf(kind.collection) }));

  constructor(
    private readonly clock: Clock,
    buckets: Buckets,
  ) {
    this.operations = new Operations(clock);
    this.iam = Iam.over(this.store, clock, buckets);
  }

  knows(api: string): boolean {
    return this.kinds.some(({ kind }) => kind.collection.startsWith(`${api}/`));
  }

  /** The number of a project, which exists as soon as it is named. */
  numberOf(project: string): string {
    this.byId(`projects/${project}`);
    return projectNumber(projectId(project, this.store), this.store);
  }

  answer(request: Request): CloudObject {
    const { method, query } = request;
    const path = this.byId(request.path);
    if (/\/operations\/[^/]+(\/wait)?$/.test(path) || /^[^/]+\/operations\//.test(path)) {
      return this.operations.ask(path.replace(/\/wait$/, ""));
    }
    const whole = method === "GET" ? this.overview(path, query) : undefined;
    if (whole) return whole;
    for (const { kind, ofCollection, ofItem } of this.kinds) {
      const collection = ofCollection.exec(path);
      if (collection?.groups) {
        const { action } = collection.groups;
        if (action !== undefined) return this.onAll(kind, path, collection.groups, request);
        if (method === "GET") return list(kind, path, query, this.store);
        if (method === "POST") return this.create(kind, path, collection.groups, request);
      }
      const item = ofItem.exec(path);
      const read = kind.collectionReads?.[lastSegment(item?.groups?.name ?? "")];
      if (read && method === "GET") return read(query, { store: this.store, project: item?.groups?.project ?? "" });
      if (item?.groups?.name !== undefined) return this.one(kind, item.groups.name, item.groups, request);
    }
    throw new ApiError(404, `no API here answers ${method} ${path}`);
  }

  /** Lists over all locations of a project. */
  private overview(path: string, query: URLSearchParams): CloudObject | undefined {
    const [api = "", projects, project = "", where, noun, ...rest] = path.split("/");
    if (projects !== "projects" || rest.length > 0) return undefined;
    if (api === "compute" && where === undefined) return computeProject(project, this.store);
    if (api === "compute" && where === "aggregated" && noun) return aggregated(project, noun, query, this.store);
    if (api === "compute" && where === "regions" && noun) return regionOf(project, noun, this.store);
    const places = api === "compute" ? "regions" : "locations";
    return where === places && noun === undefined ? locations(api, project, query, this.store) : undefined;
  }

  /** Projects are also known by number; each exists as soon as it is named. */
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

  private onAll(kind: ApiKind, path: string, groups: Record<string, string>, request: Request): CloudObject {
    const action = kind.collectionActions?.[groups.action ?? ""];
    if (!action) throw new ApiError(404, `no API here answers ${request.method} ${path}`);
    const [course, [api = ""], project] = [request.operation ?? {}, path.split("/"), groups.project ?? ""];
    const thing = course.fails === undefined ? action(request.body, { store: this.store, project }) : undefined;
    if (kind.style === "immediate") return thing ?? {};
    const deed = { verb: groups.action ?? "", target: `projects/${project}`, thing };
    const kept = { api, at: "", projectNumber: projectNumber(project, this.store) };
    return this.operations.begin(kind, kept, deed, course);
  }

  private one(kind: ApiKind, said: string, groups: Record<string, string>, request: Request): CloudObject {
    const name = kind.meant?.(said, request, this.store) ?? said;
    const place = this.place(name, groups, request);
    const derived = () => kind.derived?.(place.project, this.store).find((one) => one.name === place.id);
    const thing = this.store.get(name) ?? kind.unmade?.(place) ?? derived();
    if (!thing) throw notFound(pathOf(name));
    if (groups.action !== undefined) {
      const action = kind.actions?.[groups.action];
      if (!action) throw new ApiError(404, `${pathOf(name)} has no action ${groups.action}`);
      const acted = action(thing, request.body, place);
      if ("begins" in acted) return this.goesOn(acted, place, request, groups.action);
      return "answer" in acted ? acted.answer : this.done(kind, place, acted.thing, request, groups.action);
    }
    switch (request.method === kind.removedBy ? "DELETE" : request.method) {
      case "GET":
        return kind.shown?.(thing, place.path, this.store) ?? thing;
      case "PATCH":
      case "PUT": {
        const sent = kind.unwrapped?.(request.body) ?? request.body;
        if (kind.hasEtag) refuseStale(sent, thing, pathOf(name));
        const put = () => (kind.whole ? sent : { ...thing, ...sent });
        const draft = withoutNulls(
          request.method === "PUT" || kind.whole ? put() : updated(thing, sent, request.query, kind),
        );
        kind.check?.(draft, place, thing);
        return this.done(kind, place, kind.filled(draft, place, thing), request, "update");
      }
      case "DELETE":
        kind.checkRemoval?.(thing, place);
        return this.removed(kind, place, thing, request);
      default:
        throw new ApiError(400, `${request.method} is nothing that ${pathOf(name)} answers`);
    }
  }

  private create(kind: ApiKind, collection: string, groups: Record<string, string>, request: Request): CloudObject {
    const body = withoutNulls(kind.unwrapped?.(request.body) ?? request.body);
    const id = idOf(kind, body, request, { store: this.store, project: groups.project ?? "" });
    if (id === undefined || id === "") throw new ApiError(400, `a new one in ${pathOf(collection)} needs a name`);
    const place = this.place(`${collection}/${id}`, groups, request);
    const other = this.store.get(place.name);
    if (other) throw kind.taken?.(other, place) ?? new ApiError(409, `The resource '${place.path}' already exists`);
    if (LOCATED.test(collection)) refuseLocation(place.location, "resource", place.project, this.store);
    if (kind.style === "compute") refuseOverQuota(collection, place.project, this.store);
    kind.check?.(body, place);
    return this.done(kind, place, kind.filled(body, place), request, "create");
  }

  /** What stays of it is gone when its time has passed, unless it was restored until then. */
  private removed(kind: ApiKind, place: Place, thing: CloudObject, request: Request): CloudObject {
    const { name } = place;
    if (!kind.burial) return this.done(kind, place, undefined, request, "delete");
    const { days, kept, afterwards } = kind.burial;
    const end = this.clock.now() + days * DAY;
    const answer = this.done(kind, place, kept(thing, new Date(end).toISOString()), request, "delete");
    const [remains, grave] = [this.store.get(name), afterwards?.at(name)];
    this.clock.at(end, `${name} in its grave`, () => {
      if (this.store.get(name) !== remains) return;
      this.store.remove(name);
      if (!afterwards || grave === undefined) return;
      this.store.put(grave, { deleted: true });
      this.clock.at(end + afterwards.days * DAY, grave, () => this.store.remove(grave));
    });
    return answer;
  }

  /** Stores the object and answers in the style of its API. */
  private done(
    kind: ApiKind,
    place: Place,
    said: CloudObject | undefined,
    { operation: course = {} }: Request,
    verb: string,
  ): CloudObject {
    const before = this.store.get(place.name);
    const wanted = said && withoutNulls(said);
    const failure = course.fails;
    // An operation without delay is already done.
    if (failure !== undefined && kind.style === "immediate") throw new ApiError(500, failure);
    const { thing, error = failure } = (wanted && kind.outcome?.(wanted, place, before, course.broken)) ?? {
      thing: wanted,
    };
    const lasting = !before ? "create" : thing ? "update" : "delete";
    const takes = course.takes ?? this.clock.lasts(`${lasting} ${kind.collection}`);
    if (failure === undefined) this.becomes(kind, place, thing, takes);
    if (kind.style === "immediate") return (thing && before && kind.updateAnswers?.(place)) ?? thing ?? {};
    const deed = { verb, target: place.path, thing: thing ?? before };
    return this.operations.begin(kind, this.keptAt(place, kind), deed, { takes, fails: error });
  }

  /** Answers an operation that ends when what it began is over. */
  private goesOn({ messages, begins }: GoesOn, place: Place, { operation }: Request, verb: string): CloudObject {
    const { begun, end } = this.operations.open(messages, this.keptAt(place), verb);
    return begun(begins(end, operation?.notStarted));
  }

  private keptAt(place: Place, kind?: ApiKind) {
    const [api = ""] = place.name.split("/");
    const at = kind?.operationsAt?.(place) ?? locationOf(place.path);
    // A services connection is of the project of its network.
    const project = place.project || projectIn(place.id.replaceAll("|", "/"));
    return { api, at, projectNumber: projectNumber(project, this.store) };
  }

  /** It is there at once where its API prints no state; else when its time has passed. */
  private becomes(kind: ApiKind, place: Place, thing: CloudObject | undefined, takes: number): void {
    const settle = () => {
      if (thing) this.store.put(place.name, thing);
      else this.store.remove(place.name);
      kind.after?.(place, thing);
    };
    if (takes > 0 && kind.meanwhile) {
      this.store.put(place.name, withoutNulls(kind.meanwhile(thing, this.store.get(place.name))));
      this.clock.at(this.clock.now() + takes, place.name, settle);
    } else {
      settle();
    }
  }

  private place(name: string, groups: Record<string, string>, { query, who }: Request): Place {
    const path = pathOf(name);
    return {
      store: this.store,
      iam: this.iam,
      executions: this.executions,
      name,
      path,
      id: name.slice(name.lastIndexOf("/") + 1),
      project: groups.project ?? "",
      location: groups.region ?? groups.location ?? "global",
      query,
      who,
    };
  }
}
