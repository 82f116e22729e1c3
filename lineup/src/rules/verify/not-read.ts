import { READ_AGAIN } from "../../reachability/blind-spots";
import { defineRule } from "../define";

export const notRead = defineRule({
  id: "not-read",
  title: "A part of the input could not be read or used",
  help: "The inventory lacks a kind of resource, the code of a module is not there, or the configuration that was given is not the plan's. Paths that depend on it are unknown, and paths may be missing from the report.",
  remedy:
    "Do what the message names: where a project was read, take the way out it gives and read the project again; run terraform init for the code of modules, or pass the configuration that the plan was made from.",
  severity: "warning",
  check: ({ topology }) =>
    topology.blindSpots.flatMap((spot) =>
      typeof spot === "string"
        ? []
        : [
            {
              address: spot.address ?? spot.types[0] ?? "",
              attribute: "",
              message: spot.text,
              fix: spot.fix ?? READ_AGAIN,
            },
          ],
    ),
});
