import { lastSegment, type Place, timestamp } from "../kind";
import type { CloudObject } from "../store";

export function selfLink(path: string): string {
  return `https://www.googleapis.com/compute/v1/${path}`;
}

/** Fields that every object of the compute API has. */
export function computeFields(noun: string, place: Place, before?: CloudObject): CloudObject {
  return {
    kind: `compute#${noun}`,
    id: before?.id ?? String(place.store.next()),
    name: lastSegment(place.path),
    creationTimestamp: before?.creationTimestamp ?? timestamp(),
    selfLink: selfLink(place.path),
  };
}
