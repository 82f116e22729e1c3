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
  const { permission, asked, target } = refused;
  const [api = ""] = target.name.split("/");
  const message = permission === ACT_AS ? actAs(refused) : (WORDS[api] ?? anyApi)(refused);
  const resource = api === "compute" ? computeResource(asked, target) : pathOf(target.name);
  const info = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason: "IAM_PERMISSION_DENIED",
    domain: "iam.googleapis.com",
    metadata: { permission, resource },
  };
  return new ApiError(403, message, "forbidden", [info]);
}

export const ACT_AS = "iam.serviceAccounts.actAs";

const WORDS: Record<string, (refused: Refused) => string> = {
  compute: ({ permission, asked, target }) =>
    `Required '${permission}' permission for '${computeResource(asked, target)}'`,
  run: ({ permission, target }) => onResource(permission, pathOf(target.name), "resource may not exist"),
  cloudrun: ({ permission, target }) => onResource(permission, pathOf(target.name), "resource may not exist"),
  secretmanager: ({ permission, target }) =>
    `Permission '${permission}' denied for resource '${pathOf(target.name)}' (or it may not exist).`,
  storage: ({ permission, account }) => {
    const kind = /^storage\.objects\.(?!list)/.test(permission) ? "object" : "bucket";
    return `${account} does not have ${permission} access to the Google Cloud Storage ${kind}. Permission '${permission}' denied on resource (or it may not exist).`;
  },
};

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

/** Compute names what would be made, and of a list the project. */
function computeResource({ id, body }: Asked, { name, project }: Target): string {
  if (/list$/i.test(id)) return `projects/${project}`;
  const made = /\.insert$/.test(id) ? textOf(body, "name") : undefined;
  return made === undefined ? pathOf(name) : `${pathOf(name)}/${made}`;
}
