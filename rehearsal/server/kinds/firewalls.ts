import { ApiError } from "../api-error";
import { networkAt, networkOf, rangeFrom } from "../geography";
import { type ApiKind, listOf, numberOf, textOf } from "../kind";
import { computeFields } from "./compute";

export const firewalls: ApiKind = {
  collection: "compute/projects/{project}/global/firewalls",
  style: "compute",
  named: { field: "name" },
  // Lists and blocks of a rule are sent whole.
  replaces: true,
  check: (draft, place, before) => {
    const network = networkAt(draft, place);
    if (before && networkOf(textOf(before, "network") ?? "", place.project, place.store) !== network) {
      throw new ApiError(
        400,
        "Invalid value for field 'resource.network': the network of a firewall cannot be changed.",
      );
    }
    const [allows, denies] = [listOf(draft, "allowed").length, listOf(draft, "denied").length];
    if ((allows === 0) === (denies === 0)) {
      throw new ApiError(400, "Invalid value for field 'resource': exactly one of allowed and denied must be given.");
    }
    const priority = numberOf(draft, "priority") ?? 1000;
    if (priority < 0 || priority > 65535) {
      throw new ApiError(
        400,
        `Invalid value for field 'resource.priority': '${priority}'. Must be between 0 and 65535.`,
      );
    }
    for (const key of ["sourceRanges", "destinationRanges"]) {
      for (const text of listOf(draft, key)) {
        if (typeof text === "string" && (rangeFrom(text) || text.includes(":"))) continue;
        throw new ApiError(400, `Invalid value for field 'resource.${key}': '${String(text)}'.`);
      }
    }
  },
  filled: (draft, place, before) => {
    const direction = textOf(draft, "direction") ?? "INGRESS";
    const ingress = direction === "INGRESS";
    const narrowed = ["sourceRanges", "sourceTags", "sourceServiceAccounts"].some(
      (key) => listOf(draft, key).length > 0,
    );
    return {
      priority: 1000,
      disabled: false,
      ...draft,
      direction,
      ...(ingress && !narrowed ? { sourceRanges: ["0.0.0.0/0"] } : {}),
      ...(!ingress && listOf(draft, "destinationRanges").length === 0 ? { destinationRanges: ["0.0.0.0/0"] } : {}),
      logConfig: { enable: false, ...(draft.logConfig as object) },
      ...computeFields("firewall", place, before),
    };
  },
};
