import { PROJECT } from "../incident/names";
import type { Grant, Identity } from "./grants";

const on = (where: Grant["on"], why: string, ...roles: string[]): Grant[] =>
  roles.map((role) => ({ role, on: where, for: why }));
const own = (id: string) => `projects/${PROJECT}/roles/${id}`;

const REGIONAL = ["compute.firewallPolicies.list", "memorystore.instances.list", "memcache.instances.list"];

/** The tables of docs/ci.md and docs/inventory.md. */
export const IDENTITIES: Record<Identity, Grant[]> = {
  plan: [
    ...on("project", "networks, rules, routes, NAT", "roles/compute.networkViewer"),
    ...on("project", "connector, Redis, services", "roles/vpcaccess.viewer", "roles/redis.viewer", "roles/run.viewer"),
    ...on(
      "project",
      "secrets, accounts, APIs, the project number",
      "roles/secretmanager.viewer",
      "roles/iam.serviceAccountViewer",
      "roles/serviceusage.serviceUsageViewer",
      "roles/browser",
    ),
    {
      role: own("lineupPlan"),
      on: "project",
      permissions: ["redis.instances.getAuthString", "servicenetworking.services.get", ...REGIONAL],
      for: "refresh",
    },
    ...on("each secret of Redis", "versions", "roles/secretmanager.secretAccessor"),
    ...on("state bucket", "reads the state", "roles/storage.objectViewer"),
  ],
  deploy: [
    ...on(
      "project",
      "all",
      "roles/compute.networkAdmin",
      "roles/compute.securityAdmin",
      "roles/vpcaccess.admin",
      "roles/redis.admin",
      "roles/run.admin",
      "roles/secretmanager.admin",
      "roles/iam.serviceAccountAdmin",
      "roles/iam.serviceAccountUser",
      "roles/serviceusage.serviceUsageAdmin",
      "roles/browser",
    ),
    ...on("state bucket", "state and lock", "roles/storage.objectUser"),
  ],
  inventory: [
    ...on(
      "project",
      "docs/inventory.md",
      "roles/compute.networkViewer",
      "roles/run.viewer",
      "roles/redis.viewer",
      "roles/vpcaccess.viewer",
      "roles/browser",
    ),
    {
      role: own("lineupInventory"),
      on: "project",
      permissions: [
        ...REGIONAL,
        "iam.serviceAccounts.get",
        "secretmanager.secrets.get",
        "secretmanager.versions.list",
        "secretmanager.secrets.getIamPolicy",
      ],
      for: "what else is read",
    },
  ],
};
