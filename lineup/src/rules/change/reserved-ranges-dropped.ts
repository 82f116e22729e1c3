import { field } from "../../values";
import { defineChangeRule } from "../define";

export const reservedRangesDropped = defineChangeRule({
  id: "RESERVED_RANGES_DROPPED",
  level: "danger",
  title: "The services connection loses a range",
  help: "Redis and Cloud SQL share the connection. An instance whose address lies in a removed range is cut off.",
  remedy: "Keep every range that is in use, including those of other services.",
  example: "connection-drops-shared-range",
  drift: undefined,
  check: (change, comparison) => {
    if (change.type !== "google_service_networking_connection" || change.action !== "update") return [];
    const [was, is] = [change.before, change.after].map((side) => field(side, "reserved_peering_ranges"));
    if (!Array.isArray(was)) return [];
    const unknown = field(change.afterUnknown, "reserved_peering_ranges");
    if (unknown === true || (Array.isArray(unknown) && unknown.includes(true))) {
      return [
        {
          undetermined:
            "lineup cannot determine which ranges the services connection will hold: they are known after apply",
        },
      ];
    }
    const kept = new Set(Array.isArray(is) ? is : []);
    if (was.every((range) => kept.has(range))) return [];
    return [
      {
        because: ["reserved_peering_ranges"],
        consequence:
          "an instance with its address in a removed range is cut off: Redis, or Cloud SQL, which shares the connection",
        fix: "keep every range that is in use, including those of other services",
        services: comparison.servicesOn(change),
      },
    ];
  },
});
