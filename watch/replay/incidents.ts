import type { Policy, PolicyCondition } from "../shipped/model";
import type { Met } from "./condition";

/** Somebody is told: something has opened, or is over. */
export interface Notification {
  /** The minute of the replay. */
  at: number;
  what: "opened" | "closed";
  policy: Policy;
  /** Which condition; of several that have to hold together, all of them. */
  condition: string;
  /** Whose it is: the labels by which the condition is grouped. */
  labels: Readonly<Record<string, string>>;
}

/**
 * When a policy opens and closes. With OR each time series that meets a condition has an incident of its own; AND has one
 * when each condition is met by anybody, AND_WITH_MATCHING_RESOURCE when each is met by the same resource
 * (https://cloud.google.com/monitoring/alerts/concepts-indepth#multiple-conditions).
 */
export function notificationsOf(policy: Policy, metOf: (condition: PolicyCondition) => Met[]): Notification[] {
  const all = policy.conditions.map((condition) => triggered(condition, metOf(condition)));
  const titles = policy.conditions.map(({ title }) => title);
  if (policy.combiner === "OR" || policy.conditions.length < 2) {
    return all.flatMap((streams, place) =>
      streams.flatMap(({ labels, met }) => changes(policy, titles[place] ?? "", labels, met)),
    );
  }
  const keys = policy.combiner === "AND" ? [""] : [...new Set(all[0]?.map((one) => resourceOf(one)))];
  return keys.flatMap((key) => {
    const ofKey = all.map((streams) => streams.filter((one) => key === "" || resourceOf(one) === key));
    const together = ofKey.map(anyOf).reduce(bothOf);
    const labels = key === "" ? {} : (ofKey[0]?.[0]?.labels ?? {});
    return changes(policy, titles.join(" and "), labels, together);
  });
}

/**
 * "The absolute number of time series that must fail the predicate", or the percentage of them; one where neither is said:
 * https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#Trigger
 */
function triggered({ trigger }: PolicyCondition, streams: Met[]): Met[] {
  const { count = 1, percent } = trigger ?? {};
  if (count <= 1 && percent === undefined) return streams;
  const length = streams[0]?.met.length ?? 0;
  const isEnough = Uint8Array.from({ length }, (_, at) => {
    const many = streams.filter(({ met }) => met[at] === 1).length;
    const known = streams.filter(({ since }) => since >= 0 && since <= at).length;
    return (percent === undefined ? many >= count : many > 0 && many * 100 >= percent * known) ? 1 : 0;
  });
  return streams.map((one) => ({ ...one, met: bothOf(one.met, isEnough) }));
}

function resourceOf({ labels }: Met): string {
  return JSON.stringify(Object.entries(labels).filter(([name]) => name.startsWith("resource.")));
}

function anyOf(streams: readonly Met[]): Uint8Array {
  const length = Math.max(0, ...streams.map(({ met }) => met.length));
  return Uint8Array.from({ length }, (_, at) => (streams.some(({ met }) => met[at] === 1) ? 1 : 0));
}

function bothOf(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((value, at) => value & (other[at] ?? 0));
}

function changes(policy: Policy, condition: string, labels: Notification["labels"], met: Uint8Array): Notification[] {
  const found: Notification[] = [];
  met.forEach((value, at) => {
    if (value === (met[at - 1] ?? 0)) return;
    found.push({ at, what: value === 1 ? "opened" : "closed", policy, condition, labels });
  });
  return found;
}
