import { isOptionalComputed } from "../../../facts/provider";
import type { Change } from "../changes/change";
import type { ChangedPlan } from "../changes/read";
import { areAlike, type Difference, differences } from "../compare/differences";
import { field, isFields, type Value } from "../values";
import type { DriftDifference } from "./drift-difference";
import { shown } from "./shown";
import { valueAt } from "./values-at";

const SHOWN_READERS = 3;

/** How a difference is repaired, in words: by the plan where it does, else by hand. */
export function repairOf(found: DriftDifference, plan: ChangedPlan): string {
  if (found.onlyLive) return "this plan does not contain it: plan again, or undo it by hand";
  const planned = plansOf(plan).changes.get(found.address);
  if (!found.difference) return repairOfLoss(found, planned);
  const { attribute, steps, before, after } = found.difference;
  if (planned?.action === "replace") {
    return `terraform apply replaces ${found.address}, because of ${planned.replacePaths.join(", ") || "what is planned"}: look at the review of this plan first`;
  }
  if (planned?.action === "delete") return `terraform apply deletes ${found.address}: the configuration has dropped it`;
  const will = planned?.action === "update" ? valueAt(planned.after, steps) : after;
  const isOpen = planned?.action === "update" && isUnknownAt(planned.afterUnknown, attribute);
  if (isOpen || !areAlike(will, after)) {
    const isBack = !isOpen && areAlike(will, before);
    const to = isOpen ? null : shown(found.type, attribute, will);
    const value = to === null || to === "(changed)" ? "" : ` to ${to}`;
    if (isBack) return `terraform apply sets ${attribute} back${value}`;
    if (!isOpen && isUnion(will, before, after)) {
      return `terraform apply sets ${attribute}${value || " to both"}, in which what was added stays: plan again after it, or take that away by hand`;
    }
    return `terraform apply sets ${attribute}${value || " to what the configuration says"}, which differs from the last apply`;
  }
  return notRepaired(found, attribute, plan);
}

/** The provider adds what was written to what it found in some sets, and takes nothing away. */
function isUnion(will: Value | undefined, before: Value | undefined, after: Value | undefined): boolean {
  if (!Array.isArray(will) || !Array.isArray(before) || !Array.isArray(after)) return false;
  const texts = (items: readonly Value[]) => new Set(items.map((item) => JSON.stringify(item)));
  return areAlike([...texts(will)], [...new Set([...texts(before), ...texts(after)])]);
}

function repairOfLoss({ address, type }: DriftDifference, planned: Change | undefined): string {
  if (planned?.action !== "create" && planned?.action !== "replace") {
    return "nothing is planned: it is no longer in the configuration";
  }
  const what = type === "google_redis_instance" ? ", empty and at a new address, and gives that to the services" : "";
  return `terraform apply creates ${address} again${what}`;
}

/** What the plan leaves as it is: computed values, and fields that the configuration leaves to the cloud. */
function notRepaired(found: DriftDifference, attribute: string, plan: ChangedPlan): string {
  const { type } = found;
  const readers = readersIn(plan, found, attribute);
  if (readers.length > 0) {
    const more = readers.length > SHOWN_READERS ? ` and ${readers.length - SHOWN_READERS} more` : "";
    return `terraform apply gives the new ${attribute} to ${readers.slice(0, SHOWN_READERS).join(", ")}${more}`;
  }
  if (/(^|\.)effective_(labels|annotations)/.test(attribute)) {
    return "Terraform does not change it: remove it by hand, or add it to the configuration";
  }
  if (isOptionalComputed(type, attribute)) {
    return `terraform does not repair it, because ${attribute} is unset in the configuration: write it out there, or undo it by hand`;
  }
  return "Terraform plans no change to it: undo it by hand, or add it to the configuration";
}

/** Where the plan puts a value that it read from here: `google_cloud_run_v2_service.api (template.…value)`. */
function readersIn(plan: ChangedPlan, { before, after }: DriftDifference, attribute: string): string[] {
  const [was, is] = [field(before, attribute), field(after, attribute)];
  if (typeof was !== "string" && typeof was !== "number") return [];
  return plansOf(plan)
    .places()
    .filter(({ place }) => carries(place.before, was) && carries(place.after, is))
    .map(({ address, place }) => `${address} (${place.attribute})`);
}

interface Plans {
  changes: Map<string, Change>;
  /** Where the plan changes what is there. */
  places(): readonly { address: string; place: Difference }[];
}

/** Of thousands of differences each asks what is planned. */
const known = new WeakMap<ChangedPlan, Plans>();

function plansOf(plan: ChangedPlan): Plans {
  const already = known.get(plan);
  if (already) return already;
  let places: ReturnType<Plans["places"]> | undefined;
  const changing = () =>
    plan.changes
      .filter(({ action, before, after }) => (action === "update" || action === "replace") && before && after)
      .flatMap(({ address, before = {}, after = {} }) =>
        differences(before, after).map((place) => ({ address, place })),
      );
  const kept = plan.changes.filter(({ deposed }) => !deposed);
  const plans: Plans = {
    changes: new Map(kept.map((change) => [change.address, change])),
    places: () => {
      places ??= changing();
      return places;
    },
  };
  known.set(plan, plans);
  return plans;
}

/** A text that holds the value as a whole word: 10.0.0.3 is not in 10.0.0.30. */
export function carries(text: Value | undefined, value: Value | undefined): boolean {
  if (typeof text !== "string" || (typeof value !== "string" && typeof value !== "number")) return false;
  if (text === String(value)) return true;
  const at = text.indexOf(String(value));
  const around = `${text.charAt(at - 1)}${text.charAt(at + String(value).length)}`;
  return at >= 0 && String(value).length > 3 && !/[\w.]/.test(around);
}

/** `after_unknown` has the shape of the values; a set in it has no names, so a block stands for what is in it. */
export function isUnknownAt(unknown: unknown, attribute: string): boolean {
  let inner: unknown = unknown;
  for (const key of attribute.replace(/^([^[]*)\[[^\]]*\].*$/s, "$1").split(".")) {
    if (inner === true) return true;
    const block = Array.isArray(inner) ? inner[0] : inner;
    if (!isFields(block)) return false;
    inner = Object.hasOwn(block, key) ? block[key] : undefined;
  }
  return inner === true;
}
