import { mountsOf } from "../../topology/service-parts";
import { defineChangeRule } from "../define";
import { changingService, gone, named } from "../shared/losses";

export const mountDropped = defineChangeRule({
  id: "MOUNT_DROPPED",
  level: "caution",
  title: "A service loses files that are mounted into it",
  help: "A secret, a bucket or a socket of Cloud SQL is mounted at a path. The new revision has nothing there.",
  remedy: "Write the volume and its mount into the configuration of the service.",
  example: "service-imported-with-losses",
  drift: undefined,
  check: (change, comparison) => {
    const kept = changingService(change, comparison);
    if (!kept) return [];
    const [was, is] = [mountsOf(kept.was.resource), mountsOf(kept.is.resource)];
    if (!was || !is) return [];
    // What is mounted elsewhere is still there, and a path may hold another volume.
    const volumes = new Set(is.map(({ volume }) => volume));
    const lost = gone(
      was.filter(({ volume }) => !volumes.has(volume)).map(({ path }) => path),
      is.map(({ path }) => path),
    );
    if (lost.length === 0) return [];
    return [
      {
        because: ["template"],
        consequence: `nothing is mounted at ${named(lost)} any more: the new revision does not find the files that are there now`,
        fix: "write the volume and its mount into the configuration of the service",
        services: [change.address],
      },
    ];
  },
});
