import { get, knownText, number } from "../topology/read";
import { isKnown } from "../values";
import type { Check, Finding } from "./finding";

const MACHINE_TYPES = new Set(["f1-micro", "e2-micro", "e2-standard-4"]);

/** The limits the API has and a plan does not check. */
export const connectorLimits: Check = ({ topology }) =>
  topology.connectors.flatMap(({ address, resource, name, rangeText }) => {
    const found: Finding[] = [];
    const error = (attribute: string, message: string, fix: string) =>
      found.push({ rule: "connector-limits", severity: "error", address, attribute, message, fix });
    if (typeof name === "string") {
      const count = name.length + name.split("-").length - 1;
      if (name.length > 25 || count > 20)
        error(
          "name",
          `has ${name.length} characters, ${count} by Google's count, where a hyphen counts as two`,
          "keep it to 25 characters and under 21 by that count",
        );
    }
    if (rangeText !== undefined && !rangeText.endsWith("/28"))
      error("ip_cidr_range", `is ${rangeText}; a connector takes exactly a /28`, "use a /28");
    const min = number(get(resource, "min_instances"));
    const max = number(get(resource, "max_instances"));
    if (min !== undefined && isKnown(min) && (min < 2 || min > 9))
      error("min_instances", `is ${min}, outside 2 to 9`, "use 2 to 9");
    if (max !== undefined && isKnown(max) && (max < 3 || max > 10))
      error("max_instances", `is ${max}, outside 3 to 10`, "use 3 to 10");
    if (typeof min === "number" && typeof max === "number" && min >= max)
      error("min_instances", `is ${min}, not below max_instances (${max})`, "lower it or raise the other");
    const machine = knownText(get(resource, "machine_type"));
    if (machine !== undefined && !MACHINE_TYPES.has(machine))
      error("machine_type", "is not a machine type that connectors take", "use f1-micro, e2-micro or e2-standard-4");
    return found;
  });
