import { type ApiObject, textAt, thingsAt } from "../../google/answer";
import { NotThere } from "../../google/refusal";
import { lastSegment } from "../../values";
import { block, type LiveResource, picked } from "../model";
import { POOL, SERVICE, template } from "./run";
import { type ApiSource, each } from "./source";

export const REVISION = "google_cloud_run_v2_revision";

/** Where the revision of a caller is kept. */
const PARENTS: Record<string, string> = { [SERVICE]: "services", [POOL]: "workerPools" };

/** Those that take requests and are not what the template describes. */
function served({ type, name, region, values }: LiveResource): string[] {
  const collection = PARENTS[type];
  if (collection === undefined || region === undefined) return [];
  const [created, ready] = ["latest_created_revision", "latest_ready_revision"].map((key) =>
    lastSegment(textAt(values, key) ?? ""),
  );
  const targets = [...thingsAt(values, "traffic"), ...thingsAt(values, "instance_splits")];
  const named = targets.filter(({ percent }) => Number(percent) > 0).flatMap((one) => textAt(one, "revision") ?? []);
  const others = new Set([...named, ...(ready && ready !== created ? [ready] : [])]);
  return [...others]
    .filter((revision) => NAME.test(revision) && (revision !== created || ready !== created))
    .map((revision) => `locations/${region}/${collection}/${name}/revisions/${revision}`);
}

const NAME = /^[a-z0-9-]{1,100}$/;

/** A revision as its API has it; the path is that below the project. */
export function revisionAt(path: string, thing: ApiObject): LiveResource {
  const [, region = "", collection, parent = "", , name = ""] = path.split("/");
  // A condition's message may hold what a container printed.
  const ready = thingsAt(thing, "conditions").find((one) => one.type === "Ready");
  return {
    type: REVISION,
    name: `${parent}/${name}`,
    region,
    values: {
      name,
      location: region,
      [collection === "services" ? "service" : "worker_pool"]: parent,
      template: template(thing),
      terminal_condition: block(ready, (one) => picked(one, "type", "state", "reason")),
    },
  };
}

/** Without them, a service whose requests go to older revisions is known by its newest one only. */
export const revisions: ApiSource = {
  what: "revisions that serve",
  types: [SERVICE],
  api: "CLOUD_RUN_V2",
  permissions: ["run.revisions.get"],
  read(reader, _, found) {
    return each(this, found().flatMap(served), async (path) => {
      const asked = { api: this.api, path: `projects/${reader.project.id}/${path}`, permission: this.permissions[0] };
      try {
        return [revisionAt(path, await reader.one(asked))];
      } catch (error) {
        // What takes the requests is then unknown.
        if (error instanceof NotThere) return [];
        throw error;
      }
    });
  },
};
