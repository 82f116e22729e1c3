import { type Container, containersOf } from "../../topology/service-parts";
import { defineChangeRule } from "../define";
import { changingService, named } from "../shared/losses";

export const containerDropped = defineChangeRule({
  id: "CONTAINER_DROPPED",
  level: "caution",
  title: "A container beside that of a service goes",
  help: "A sidecar is a proxy, a collector of metrics or whatever else the main container talks to on localhost.",
  remedy: "Write the container into the configuration of the service.",
  example: "service-imported-with-losses",
  drift: undefined,
  check: (change, comparison) => {
    const kept = changingService(change, comparison);
    if (!kept) return [];
    const [was, is] = [containersOf(kept.was.resource), containersOf(kept.is.resource)];
    if (!was || !is || is.length === 0) return [];
    const lost = was.filter((one) => !one.isMain && !is.some((other) => !other.isMain && isAlike(one, other)));
    if (lost.length === 0) return [];
    return [
      {
        because: ["template"],
        consequence: `it loses ${lost.length === 1 ? "the container" : "the containers"} ${named(lost.map(called))}, and what the others reach in it on localhost`,
        fix: "write the container into the configuration of the service",
        services: [change.address],
      },
    ];
  },
});

/** A new version of an image, and another name for it, are the same container. */
function isAlike(one: Container, other: Container): boolean {
  if (one.name !== undefined && one.name === other.name) return true;
  return one.image === undefined || other.image === undefined || one.image === other.image;
}

function called({ name, image }: Container): string {
  return name ?? image ?? "without a name";
}
