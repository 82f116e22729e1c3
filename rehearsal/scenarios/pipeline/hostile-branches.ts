import { accountOf } from "../identities/grants";
import { PROJECT } from "../incident/names";
import type { Origin } from "./origin";

const END_OF_STACK = /^ {4}addOutputs\(.*$/m;

/** Has the stack of the environment say what a construct would never make: by cdktf's own way out. */
function overridden(origin: Origin, branch: string, path: string, content: object): string {
  const added = `    this.addOverride(${JSON.stringify(path)}, ${JSON.stringify(content)});`;
  origin.branch(branch, (edit) => edit("stacks/environment-stack.ts", END_OF_STACK, `$&\n${added}`));
  return branch;
}

/** A branch that runs a program where it is planned. */
export function program(origin: Origin): string {
  return overridden(origin, "program", "resource.google_project_service.thing", {
    ...{ project: PROJECT, service: "pubsub.googleapis.com" },
    provisioner: [{ "local-exec": { command: "env" } }],
  });
}

/** A branch that makes an outsider the owner of the project. */
export function ownerFor(origin: Origin, member: string): string {
  const grant = { project: PROJECT, role: "roles/owner", member };
  return overridden(origin, "owner", "resource.google_project_iam_member.outsider", grant);
}

/** A branch whose own workflow asks for the deploying account. */
export function climb(origin: Origin): string {
  const asked = /\$\{\{ vars\.SERVICE_ACCOUNT \}\}/;
  origin.branch("climb", (edit) => edit(".github/workflows/pr.yaml", asked, accountOf("deploy")));
  return "climb";
}
