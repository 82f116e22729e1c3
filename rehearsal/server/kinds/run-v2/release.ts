import { lastSegment, type Place, type StartFailure, textOf, thingOf, timestamp } from "../../kind";
import type { CloudObject } from "../../store";
import { readinessIn, revisionState } from "./revisions";
import { ready, unreadableSecrets, withLastReady } from "./start";
import { misrouted } from "./traffic";

/**
 * What becomes of a service when it is changed: its newest revision starts or does not, and the requests go where they
 * are to go, or stay where they went. Either way what was wished for is kept.
 */
export function released(
  thing: CloudObject,
  place: Place,
  before: CloudObject | undefined,
  broken: StartFailure | undefined,
): { thing: CloudObject; error?: string } {
  const started = startedOf(thing, place, before, broken);
  const lost = started.error === undefined ? misrouted(started.thing, place) : undefined;
  if (lost === undefined) return started;
  const { trafficStatuses: _, ...changed } = started.thing;
  const route = { type: "RoutesReady", state: "CONDITION_FAILED", message: lost, lastTransitionTime: timestamp() };
  return {
    thing: {
      ...changed,
      ...(before?.trafficStatuses === undefined ? {} : { trafficStatuses: before.trafficStatuses }),
      ...ready({ state: "CONDITION_FAILED", message: lost }),
      conditions: [route],
    },
    error: lost,
  };
}

function startedOf(
  thing: CloudObject,
  place: Place,
  before: CloudObject | undefined,
  broken: StartFailure | undefined,
): { thing: CloudObject; error?: string } {
  const newest = textOf(thing, "latestCreatedRevision") ?? place.id;
  if (newest === before?.latestCreatedRevision && place.store.get(`run/${newest}`))
    return asBefore(thing, newest, place, before);
  const failure = broken ?? unreadable(thing, place);
  if (!failure) return { thing };
  const message = `Revision '${lastSegment(newest)}' is not ready and cannot serve traffic. ${failure.message}`;
  const condition = { ...failure, state: "CONDITION_FAILED", message };
  return { thing: failed(thing, before, condition), error: message };
}

/** No new revision: it is what it was. */
function asBefore(
  thing: CloudObject,
  newest: string,
  { store }: Place,
  before: CloudObject | undefined,
): { thing: CloudObject; error?: string } {
  if (revisionState(newest, store) === "ready") return { thing };
  const condition = readinessIn(before) ?? { state: "CONDITION_FAILED" };
  return { thing: failed(thing, before, condition) };
}

function failed(thing: CloudObject, before: CloudObject | undefined, condition: CloudObject): CloudObject {
  const configuration = { lastTransitionTime: timestamp(), ...condition, type: "ConfigurationsReady" };
  const { type: _, ...said } = condition;
  return { ...withLastReady(thing, before), ...ready(said), conditions: [configuration] };
}

function unreadable(thing: CloudObject, place: Place): StartFailure | undefined {
  const refusals = unreadableSecrets(thingOf(thing, "template") ?? {}, place);
  return refusals.length === 0 ? undefined : { reason: "SECRETS_ACCESS_CHECK_FAILED", message: refusals.join("\n") };
}
