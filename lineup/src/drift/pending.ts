import { withoutPlaces } from "../../../facts/attribute-path";
import type { Change } from "../changes/change";
import type { ChangedPlan } from "../changes/read";
import { type Difference, differences, isNothing, isWithin } from "../compare/differences";
import { field, referencesIn, unresolvedIn, type Value, withoutKey } from "../values";
import type { DriftDifference } from "./drift-difference";
import type { Pending } from "./model";
import { carries, isUnknownAt } from "./repair";
import { valueAt } from "./values-at";

/** What the plan does besides repairing drift: configuration that is not deployed yet. */
export function pendingIn(plan: ChangedPlan, drifted: readonly DriftDifference[]): Pending[] {
  const repairs = new Repairs(plan, drifted);
  return plan.changes
    .filter(({ mode, action, deposed }) => mode === "managed" && action !== "no-op" && action !== "read" && !deposed)
    .filter((change) => !repairs.explain(change))
    .map(({ address, actions }) => ({ address, actions }));
}

class Repairs {
  private readonly at = new Map<string, DriftDifference[]>();
  private readonly lost: ReadonlySet<string>;
  private readonly renewed: ReadonlySet<string>;
  private readonly after: Map<string, ChangedPlan["after"]["resources"][number]>;

  constructor(
    plan: ChangedPlan,
    private readonly drifted: readonly DriftDifference[],
  ) {
    for (const found of drifted) this.at.set(found.address, [...(this.at.get(found.address) ?? []), found]);
    this.lost = new Set(drifted.filter(({ difference }) => !difference).map(({ address }) => address));
    const replaced = plan.changes.filter((change) => change.action === "replace" && this.explainReplacement(change));
    this.renewed = new Set([...this.lost, ...replaced.map(({ address }) => address)].map(withoutKey));
    this.after = new Map(plan.after.resources.map((resource) => [resource.address, resource]));
  }

  /** Whether all that the change does is to undo drift, or to follow where drift has led. */
  explain(change: Change): boolean {
    if (change.action === "create") return this.lost.has(change.address);
    if (change.action === "replace") return this.explainReplacement(change) || this.follows(change);
    if (change.action !== "update") return false;
    const { address, before = {}, after = {} } = change;
    return differences(before, after).every((place) => this.isRepair(address, place, change.afterUnknown));
  }

  private own(address: string): readonly DriftDifference[] {
    return this.at.get(address) ?? [];
  }

  private explainReplacement({ address, replacePaths }: Change): boolean {
    const own = this.own(address);
    return (
      replacePaths.length > 0 &&
      replacePaths.every((path) => own.some(({ difference }) => spelled(difference) === path.replace(/\.\d+/g, "")))
    );
  }

  /** Replaced because something that it reads is recreated. */
  private follows({ address, replacePaths, before, after }: Change): boolean {
    const values = this.after.get(address)?.values ?? {};
    return (
      replacePaths.length > 0 &&
      replacePaths.every((path) => {
        const key = path.split(".")[0] ?? "";
        return this.readsRenewed(values[key] ?? null) || this.passesOn(field(before, key), field(after, key));
      })
    );
  }

  private isRepair(address: string, place: Difference, unknown: unknown): boolean {
    if (isNothing(place.before) && isNothing(place.after)) return true;
    // Whatever is planned for what drifted is its repair.
    if (this.own(address).some(({ difference }) => difference && isWithin(place.attribute, difference.attribute)))
      return true;
    if (isUnknownAt(unknown, place.attribute) || place.after === undefined) {
      const value = valueAt(this.after.get(address)?.values, place.steps) ?? null;
      // Without a reference it is the cloud that will say: etags and times change with every update.
      return referencesIn(value).length === 0 ? unresolvedIn(value).length > 0 : this.readsRenewed(value);
    }
    return this.passesOn(place.before, place.after);
  }

  /** What held a value that drifted holds the new one. */
  private passesOn(before: Value | undefined, after: Value | undefined): boolean {
    return this.drifted.some(
      ({ difference }) => difference && carries(before, difference.before) && carries(after, difference.after),
    );
  }

  private readsRenewed(value: Parameters<typeof referencesIn>[0]): boolean {
    return referencesIn(value).some(({ address }) => this.renewed.has(withoutKey(address)));
  }
}

function spelled(difference: Difference | undefined): string | undefined {
  return difference && withoutPlaces(difference.attribute);
}
