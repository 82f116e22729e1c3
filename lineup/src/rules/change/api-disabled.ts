import type { Change } from "../../changes/change";
import { usedSecrets } from "../../reachability/secret-access";
import type { Topology } from "../../topology/model";
import { projectOf } from "../../topology/networks";
import { type ChangeFinding, defineChangeRule } from "../define";

export const apiDisabled = defineChangeRule({
  id: "API_DISABLED",
  level: "danger",
  title: "An API is switched off for the project",
  help: "Deleting a google_project_service switches the API off unless disable_on_destroy is false. Deleting a google_project switches all of them off.",
  remedy: "Set disable_on_destroy to false and apply that first.",
  example: "api-disabled",
  drift: undefined,
  check: (change, { before, after }) => {
    if (change.type === "google_project" && change.action === "delete") return projectDeleted(change, before.topology);
    if (change.type !== "google_project_service" || !["replace", "delete"].includes(change.action)) return [];
    const { service, disable_on_destroy: disables } = change.before ?? {};
    if (typeof service !== "string" || !isNeeded(service, after.topology) || disables === false) return [];
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

/** No new instance starts without the API that its secrets are read by. */
function isNeeded(api: string, { services }: Topology): boolean {
  const readsSecrets = () => services.some((service) => usedSecrets(service).length > 0);
  return APIS.has(api) || (api === "secretmanager.googleapis.com" && readsSecrets());
}

function projectDeleted({ before }: Change, { services }: Topology): ChangeFinding[] {
  const { project_id: id, deletion_policy: policy } = before ?? {};
  if (policy === "ABANDON") return [];
  const inIt = services.filter(({ resource }) => (projectOf(resource) ?? id) === id).map(({ address }) => address);
  return [
    {
      level: inIt.length > 0 ? "danger" : "caution",
      because: [],
      consequence: "the project is shut down with everything in it, and its name can never be used again",
      fix: "keep the project, or let Terraform forget it: removed { lifecycle { destroy = false } }",
      services: inIt,
    },
  ];
}
