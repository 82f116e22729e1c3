import { ApiError } from "../api-error";
import { lastSegment, pathOf, textOf } from "../kind";
import type { Asked, Target } from "./target";

/** Who is refused what. */
export interface Refused {
  permission: string;
  account: string;
  asked: Asked;
  target: Target;
}

/** A refusal in the words of the API that refuses. */
export function refusal(refused: Refused): ApiError {
  const { permission } = refused;
  const [service = ""] = permission.split(".");
  const isOfCredentials = permission === "iam.serviceAccounts.getAccessToken";
  const message = isOfCredentials
    ? `Permission '${permission}' denied on resource (or it may not exist).`
    : permission === ACT_AS
      ? actAs(refused)
      : (WORDS[service] ?? anyApi)(refused);
  const resource = isOfCredentials ? {} : { resource: (RESOURCES[service] ?? pathIn)(refused) };
  const info = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason: "IAM_PERMISSION_DENIED",
    domain: "iam.googleapis.com",
    metadata: { permission, ...resource },
  };
  return new ApiError(403, message, "forbidden", [info]);
}

export const ACT_AS = "iam.serviceAccounts.actAs";

/** By the service that the permission is of: another API may ask for one of Compute's. */
const WORDS: Record<string, (refused: Refused) => string> = {
  compute: (refused) => `Required '${refused.permission}' permission for '${inCompute(refused)}'`,
  run: (refused) => onResource(refused.permission, pathIn(refused), "resource may not exist"),
  secretmanager: (refused) =>
    `Permission '${refused.permission}' denied for resource '${pathIn(refused)}' (or it may not exist).`,
  storage: ({ permission, account }) => {
    const kind = /^storage\.objects\.(?!list)/.test(permission) ? "object" : "bucket";
    return `${account} does not have ${permission} access to the Google Cloud Storage ${kind}. Permission '${permission}' denied on resource (or it may not exist).`;
  },
};

const RESOURCES: Record<string, (refused: Refused) => string> = {
  compute: inCompute,
  storage: (refused) => {
    const [, bucket = "", , ...object] = pathIn(refused).split("/");
    return ["projects/_/buckets", bucket, ...(object.length > 0 ? ["objects", ...object] : [])].join("/");
  },
};

function pathIn({ target }: Refused): string {
  return pathOf(target.name);
}

function anyApi({ permission, target }: Refused): string {
  const [api = ""] = target.name.split("/");
  return onResource(permission, `//${api}.googleapis.com/${pathOf(target.name)}`, "it may not exist");
}

function onResource(permission: string, resource: string, perhaps: string): string {
  return `Permission '${permission}' denied on resource '${resource}' (or ${perhaps}).`;
}

/** Written with a small a only here. */
function actAs({ target }: Refused): string {
  return `Permission 'iam.serviceaccounts.actAs' denied on service account ${lastSegment(target.name)} (or it may not exist).`;
}

/** Compute names what would be made, or its network where that is what is used, and of a list the project. */
function inCompute({ permission, asked: { id, body }, target: { name, project } }: Refused): string {
  if (/list$/i.test(id)) return `projects/${project}`;
  const isOfNetwork = permission.startsWith("compute.networks.") && !id.startsWith("compute.networks.");
  const network = isOfNetwork ? textOf(body, "network") : undefined;
  if (network !== undefined) return `projects/${project}/global/networks/${lastSegment(network)}`;
  const made = /\.insert$/.test(id) ? textOf(body, "name") : undefined;
  return made === undefined ? pathOf(name) : `${pathOf(name)}/${made}`;
}
