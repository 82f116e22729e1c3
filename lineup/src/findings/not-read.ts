import type { Check } from "./finding";

/** What an inventory could not read, also where no path that is there hangs on it. */
export const notRead: Check = ({ topology }) =>
  topology.blindSpots.flatMap((spot) =>
    typeof spot === "string"
      ? []
      : [
          {
            rule: "not-read",
            severity: "warning" as const,
            address: spot.types[0] ?? "",
            attribute: "",
            message: spot.text,
            fix: "give the account that reads the permission, and read the project again",
          },
        ],
  );
