import type { IntervalSet } from "./intervals";

/** Packets by destination and traffic: every destination of the box with every traffic of the box. */
export interface Box {
  to: IntervalSet;
  traffic: IntervalSet;
}

/** A set of packets, as disjoint boxes. */
export type Space = readonly Box[];

export function isEmpty(space: Space): boolean {
  return space.length === 0;
}

export function intersect(space: Space, box: Box): Space {
  return space.flatMap(({ to, traffic }) => {
    const shared = { to: to.intersect(box.to), traffic: traffic.intersect(box.traffic) };
    return shared.to.isEmpty || shared.traffic.isEmpty ? [] : [shared];
  });
}

export function subtract(space: Space, box: Box): Space {
  return space.flatMap((mine): Box[] => {
    const inside = mine.to.intersect(box.to);
    if (inside.isEmpty || !mine.traffic.overlaps(box.traffic)) return [mine];
    const beside = { to: mine.to.subtract(box.to), traffic: mine.traffic };
    const within = { to: inside, traffic: mine.traffic.subtract(box.traffic) };
    return [beside, within].filter(({ to, traffic }) => !to.isEmpty && !traffic.isEmpty);
  });
}
