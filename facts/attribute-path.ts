/**
 * `template.containers.env[REDIS_HOST].value` without keys and places. An opening bracket that is never closed stays,
 * and is read once: a hostile name may hold a million of them.
 */
export function withoutPlaces(attribute: string): string {
  return attribute.replace(PLACE, (place) => (place.endsWith("]") ? "" : place));
}

const PLACE = /\[[^\]]*(?:\]|$)/g;
