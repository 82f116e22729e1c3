import { defineChangeRule } from "../define";

export const apiDisabled = defineChangeRule({
  id: "API_DISABLED",
  level: "danger",
  title: "An API is switched off for the project",
  help: "Deleting a google_project_service switches the API off unless disable_on_destroy is false.",
  remedy: "Set disable_on_destroy to false and apply that first.",
  example: "api-disabled",
  drift: undefined,
  check: (change) => {
    if (change.type !== "google_project_service" || !["replace", "delete"].includes(change.action)) return [];
    const { service, disable_on_destroy: disables } = change.before ?? {};
    if (typeof service !== "string" || !APIS.has(service) || disables === false) return [];
    return [
      {
        because: [],
        consequence: `${service} is switched off for the whole project, and with it everything that depends on it`,
        fix: "set disable_on_destroy to false and apply that first",
      },
    ];
  },
});

const APIS = new Set(
  ["redis", "vpcaccess", "run", "compute", "servicenetworking"].map((api) => `${api}.googleapis.com`),
);
