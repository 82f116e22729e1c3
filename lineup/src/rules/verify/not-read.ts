import { defineRule } from "../define";

export const notRead = defineRule({
  id: "not-read",
  title: "A part of the live project could not be read",
  help: "The inventory lacks a kind of resource. Paths that depend on it are unknown, and paths may be missing from the report.",
  remedy: "Give the account that reads the project the permission that the message names, and read the project again.",
  severity: "warning",
  check: ({ topology }) =>
    topology.blindSpots.flatMap((spot) =>
      typeof spot === "string"
        ? []
        : [
            {
              address: spot.types[0] ?? "",
              attribute: "",
              message: spot.text,
              fix: "grant the permission to the account that reads the project, and read it again",
            },
          ],
    ),
});
