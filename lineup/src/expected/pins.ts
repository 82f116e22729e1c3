import { daysBetween } from "../../../facts/days";
import { type Pin, pinStateOf } from "../../../facts/pins";
import type { Model } from "../inputs/model";
import type { Expected, Said } from ".";

// What is said of a pin that ends: by the synthesis, by review and by drift.

/** A service whose requests somebody keeps on a revision, and where that is written. */
export interface PinnedService {
  service: string;
  environment: string;
  /** "services.backend.traffic in environments/staging.ts" */
  place: string;
  pin: Pin;
}

export function pinnedServices({ environment, file, services }: Expected): PinnedService[] {
  return Object.entries(services).flatMap(([service, { traffic, setting }]) => {
    if (!traffic) return [];
    const place = [[setting, "traffic"].filter(Boolean).join("."), file].filter(Boolean).join(" in ");
    return [{ service, environment, place, pin: traffic }];
  });
}

/** What a model says, and what the environment says of it besides: the pins that hold. */
export function withPins<Known extends Model | undefined>(model: Known, said: Said | undefined): Known {
  const pins = said && pinnedServices(said.expected).filter(({ pin }) => pinStateOf(pin, said.today) !== "has ended");
  if (!model || !pins?.length) return model;
  const byName = pins.map(
    ({ service, place, pin: { revision, until } }) => [service, { revision, until, place }] as const,
  );
  return { ...model, pins: new Map(byName) };
}

/** What writes a pin, or the same one with a later day. */
export function rollbackCommand(environment: string, service: string, revision: string): string {
  return `npm run rollback -- ${environment} --service ${service} --to ${revision}`;
}

/** Every pin that has ended or ends within two days. */
export function endingPins({ expected, today }: Said) {
  return pinnedServices(expected).flatMap((one) => {
    const end = endOfPin(one, today);
    const { service, pin } = one;
    return end ? [{ service, revision: pin.revision, until: pin.until, ...end }] : [];
  });
}

/** What has ended or ends within two days, in one sentence with both ways out; undefined of a pin that just holds. */
export function endOfPin(
  { service, environment, place, pin }: PinnedService,
  today: string,
): { hasEnded: boolean; message: string; fix: string } | undefined {
  const state = pinStateOf(pin, today);
  if (state === "holds") return undefined;
  const hasEnded = state === "has ended";
  const command = rollbackCommand(environment, service, pin.revision);
  return {
    hasEnded,
    message: hasEnded
      ? `${service} was pinned to ${pin.revision} until ${pin.until}, and that day is over: the next deploy sends all of its requests to its newest revision`
      : `${service} is pinned to ${pin.revision} until ${pin.until}, ${when(today, pin.until)}: a deploy after that day sends all of its requests to its newest revision`,
    fix: `to go forward, remove ${place}; to stay, pin it again: ${command}`,
  };
}

function when(today: string, until: string): string {
  const days = daysBetween(today, until);
  return days === 0 ? "which is today" : days === 1 ? "which is tomorrow" : `in ${days} days`;
}
