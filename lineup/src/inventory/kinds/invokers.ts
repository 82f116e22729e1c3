import { textAt } from "../../google/answer";
import type { LiveResource } from "../model";
import { members } from "./access";
import { EVERYTHING, grantsIn } from "./policy";
import { SERVICE } from "./run";
import { type ApiSource, each } from "./source";

const MEMBER = "google_cloud_run_v2_service_iam_member";

/** `location/name`, of which both are names that Google takes. */
function named({ type, values }: LiveResource): string[] {
  const parts = [textAt(values, "location") ?? "", textAt(values, "name") ?? ""];
  return type === SERVICE && parts.every((part) => /^[a-z][a-z0-9-]{0,62}$/.test(part)) ? [parts.join("/")] : [];
}

/** Who may call a service, as far as it is everybody or one of the accounts here. It decides no path. */
export const invokers: ApiSource = {
  what: "access to services",
  types: [MEMBER],
  api: "CLOUD_RUN_V2",
  permissions: ["run.services.getIamPolicy"],
  read(reader, _, found) {
    const accounts = members(found, reader);
    const { id: project } = reader.project;
    return each(this, found().flatMap(named), async (place) => {
      const [location = "", service = ""] = place.split("/");
      const name = `projects/${project}/locations/${location}/services/${service}`;
      const policy = await reader.one({
        api: this.api,
        path: `${name}:getIamPolicy`,
        query: { "options.requestedPolicyVersion": "3" },
        permission: this.permissions[0],
      });
      const on = { type: MEMBER, name: service, region: location, values: { name, location, project } };
      return grantsIn(policy, accounts, on, EVERYTHING);
    });
  },
};
