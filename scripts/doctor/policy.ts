import type { ApiObject } from "../../lineup/src/google/answer";
import type { Reader } from "../../lineup/src/inventory/reader";

/** The policy of the project, read once: two checks look at it. */
const read = new WeakMap<Reader, Promise<ApiObject>>();

export function policyOfProject(reader: Reader): Promise<ApiObject> {
  const known = read.get(reader);
  if (known) return known;
  const asked = reader.one({
    api: "RESOURCE_MANAGER",
    path: `projects/${reader.project.id}:getIamPolicy`,
    permission: "resourcemanager.projects.getIamPolicy",
    readsPolicy: true,
  });
  read.set(reader, asked);
  return asked;
}
