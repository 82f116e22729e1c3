import { importIdOf } from "../../facts/imports";
import { textAt } from "../../lineup/src/google/answer";
import { ApiFailure, NotThere } from "../../lineup/src/google/refusal";
import type { ApiRequest, Reader } from "../../lineup/src/inventory/reader";
import { mustSay, Untold, type Written } from "./written";

/** Whether a thing is there. Google keeps the id of what was deleted for weeks: nothing else can be made with it. */
export type Standing = { is: "there" | "absent" } | { is: "deleted"; undelete: string };

/** A kind of thing that only one can be of, so that a second making of it fails. */
interface Kind {
  ask: (of: Written, project: string) => Pick<ApiRequest, "api" | "path" | "permission">;
  undelete?: (of: Written, project: string) => string;
}

const pool = (of: Written, project: string) =>
  `projects/${project}/locations/global/workloadIdentityPools/${mustSay(of, "workload_identity_pool_id")}`;
const provider = (of: Written, project: string) =>
  `${pool(of, project)}/providers/${mustSay(of, "workload_identity_pool_provider_id")}`;

const KINDS: Readonly<Record<string, Kind>> = {
  google_storage_bucket: {
    ask: (of) => ({
      api: "STORAGE",
      path: `b/${encodeURIComponent(mustSay(of, "name"))}`,
      permission: "storage.buckets.get",
    }),
  },
  google_iam_workload_identity_pool: {
    ask: (of, project) => ({ api: "IAM", path: pool(of, project), permission: "iam.workloadIdentityPools.get" }),
    undelete: (of, project) =>
      `gcloud iam workload-identity-pools undelete ${mustSay(of, "workload_identity_pool_id")} --location global --project ${project}`,
  },
  google_iam_workload_identity_pool_provider: {
    ask: (of, project) => ({
      api: "IAM",
      path: provider(of, project),
      permission: "iam.workloadIdentityPoolProviders.get",
    }),
    undelete: (of, project) =>
      `gcloud iam workload-identity-pools providers undelete ${mustSay(of, "workload_identity_pool_provider_id")} --workload-identity-pool ${mustSay(of, "workload_identity_pool_id")} --location global --project ${project}`,
  },
  google_project_iam_custom_role: {
    ask: (of, project) => ({
      api: "IAM",
      path: `projects/${project}/roles/${mustSay(of, "role_id")}`,
      permission: "iam.roles.get",
    }),
    undelete: (of, project) => `gcloud iam roles undelete ${mustSay(of, "role_id")} --project ${project}`,
  },
  google_service_account: {
    ask: (of) => ({ api: "IAM", path: mustSay(of, "id"), permission: "iam.serviceAccounts.get" }),
  },
};

export const ONLY_ONE: readonly string[] = Object.keys(KINDS);

export function importId(of: Written, project: string): string {
  const id = importIdOf(of.type, of.values, project);
  if (id === undefined) throw new Untold(`${of.address} does not say by what it is imported`);
  return id;
}

export async function standingOf(of: Written, reader: Reader): Promise<Standing> {
  const { id, number } = reader.project;
  const { ask, undelete } = kindOf(of);
  try {
    const said = await reader.one(ask(of, id));
    // The names of buckets are shared by all of Google Cloud.
    const owner = textAt(said, "projectNumber");
    if (owner !== undefined && number !== undefined && owner !== number) {
      throw new ApiFailure(`the name ${mustSay(of, "name")} belongs to a bucket of another project`);
    }
    const isDeleted = said.deleted === true || said.state === "DELETED";
    return isDeleted && undelete ? { is: "deleted", undelete: undelete(of, id) } : { is: "there" };
  } catch (error) {
    if (error instanceof NotThere) return { is: "absent" };
    throw error;
  }
}

function kindOf({ type }: Written): Kind {
  const kind = KINDS[type];
  if (!kind) throw new Error(`nothing is known of ${type}`);
  return kind;
}
