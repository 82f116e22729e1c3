import { isCallerType } from "../../../../facts/callers";
import { isTargetType } from "../../../../facts/targets";
import { differences } from "../../compare/differences";
import type { Model, Resource } from "../../inputs/model";
import { UnusableInput } from "../../inputs/model";
import { ACCESS_TYPES } from "../../topology/access-types";
import type { DriftDifference } from "../drift-difference";
import type { Unmanaged } from "../model";
import { noiseOf } from "../noise";
import type { DriftSituation } from "../situation";
import { AS_NEW_AS_PLAN, type InventoryAge } from "./age";
import { asItIs } from "./decisive";
import { isElsewhere, isTheSame, pairs } from "./pairs";
import { judgeUnmanaged } from "./unmanaged";

/** What the live project adds to a plan: what is not managed, and what somebody changed since the plan was made. */
export class Live {
  private readonly inventory: Model;
  private readonly pairs: Map<string, Resource>;
  private readonly unmanagedResources: Resource[];
  private readonly changed: Map<string, Resource>;
  readonly unread: readonly string[];

  constructor(
    whole: Model,
    state: Model,
    private readonly age: InventoryAge = AS_NEW_AS_PLAN,
  ) {
    const inventory = inNetworks(whole);
    this.inventory = inventory;
    const managed = state.resources.filter(({ mode }) => mode === "managed");
    this.pairs = pairs(managed, inventory.resources);
    const listed = managed.filter(({ type }) => LISTED.has(type));
    const [{ project } = { project: undefined }] = inventory.resources;
    if (listed.length > 0 && (this.pairs.size === 0 || listed.every((one) => isElsewhere(one, project)))) {
      throw new UnusableInput(
        `${inventory.file} holds nothing of what the plan manages: it belongs to another project${project === undefined ? "" : `, ${project}`}. Read the project of the plan with lineup inventory --project`,
      );
    }
    const known = new Set(this.pairs.values());
    this.unmanagedResources = inventory.resources
      .filter((resource) => !known.has(resource))
      .map((resource) => ({ ...resource, address: `${resource.address} (unmanaged)` }));
    this.changed = new Map(
      managed.flatMap((resource) => {
        const live = this.pairs.get(resource.address);
        // Of what Terraform manages, a plan that was made later knows more.
        return live && !age.isOlder ? [[resource.address, asItIs(resource, live)]] : [];
      }),
    );
    const spots = inventory.blindSpots.map((spot) => (typeof spot === "string" ? spot : spot.text));
    this.unread = age.why === undefined ? spots : [age.why, ...spots];
  }

  /** A model as the live project has it, with everything in it that is not managed. */
  over(model: Model): Model {
    const lost = new Set(this.lost(model).map(({ address }) => address));
    const here = model.resources.filter(({ address }) => !lost.has(address));
    return {
      ...model,
      resources: [
        ...here.map((it) => this.changed.get(it.address) ?? it),
        ...this.unmanagedResources.filter(isOfThePath),
      ],
      blindSpots: [...model.blindSpots, ...this.inventory.blindSpots],
    };
  }

  /** What was written, with only what is not managed added. */
  withUnmanaged(written: Model): Model {
    return { ...written, resources: [...written.resources, ...this.unmanagedResources.filter(isOfThePath)] };
  }

  /** What the plan found otherwise: somebody else has written since, or writes what Terraform does not look at. */
  differences(model: Model): DriftDifference[] {
    const gone = this.lost(model).map(({ address, type, values }): DriftDifference => {
      return { address, type, before: values, after: undefined, difference: undefined, onlyLive: true };
    });
    const changed = model.resources.flatMap((resource) => {
      const { address, type, values } = resource;
      const after = this.changed.get(address)?.values;
      if (!after) return [];
      const of = { address, type, before: values, after };
      return differences(values, after)
        .filter((difference) => noiseOf(of, difference, () => false) === undefined)
        .map((difference): DriftDifference => ({ ...of, difference, onlyLive: true }));
    });
    return [...gone, ...changed];
  }

  unmanaged(situation: DriftSituation): Unmanaged[] {
    return judgeUnmanaged(this.unmanagedResources, this.inventory, situation);
  }

  /** Managed, of a kind and a project that was read to its end, and not there. */
  private lost({ resources }: Model): Resource[] {
    if (this.age.isOlder) return [];
    const [{ project } = { project: undefined }] = this.inventory.resources;
    const unread = new Set(this.inventory.blindSpots.flatMap((spot) => (typeof spot === "string" ? ALL : spot.types)));
    if (unread.has("*")) return [];
    return resources.filter(
      (resource) =>
        resource.mode === "managed" &&
        LISTED.has(resource.type) &&
        !unread.has(resource.type) &&
        !this.pairs.has(resource.address) &&
        (resource.values.project === project || isTheSame(resource.values.project, project)),
    );
  }
}

/** Of accounts, secrets, grants and revisions the plan itself says what became of those that Terraform manages. */
function inNetworks(inventory: Model): Model {
  const isOfAccess = (type: string) => type === "google_cloud_run_v2_revision" || ACCESS_TYPES.includes(type);
  return {
    ...inventory,
    resources: inventory.resources.filter(({ type }) => !isOfAccess(type)),
    blindSpots: inventory.blindSpots.filter(
      (spot) => typeof spot === "string" || spot.types.length === 0 || !spot.types.every(isOfAccess),
    ),
  };
}

const ALL = ["*"];

/** What an inventory lists without exception, and what a path cannot lose. */
const LISTED = new Set([
  "google_redis_instance",
  "google_vpc_access_connector",
  "google_cloud_run_v2_service",
  "google_compute_firewall",
  "google_compute_network",
]);

/** Services and Redis instances of others declare paths of their own, and none of ours. */
function isOfThePath({ type }: Resource): boolean {
  return !isTargetType(type) && !isCallerType(type);
}
