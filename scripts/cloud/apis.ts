import { textAt } from "../../lineup/src/google/answer";
import type { Reader } from "../../lineup/src/inventory/reader";
import { lastSegment } from "../../lineup/src/values";

/** The APIs that are on in the project, by name: `redis.googleapis.com`. */
export async function enabledApis(reader: Reader): Promise<ReadonlySet<string>> {
  const services = await reader.list("services", {
    api: "SERVICE_USAGE",
    path: `projects/${reader.project.id}/services`,
    query: { filter: "state:ENABLED" },
    permission: "serviceusage.services.list",
  });
  return new Set(
    services.filter((one) => textAt(one, "state") === "ENABLED").map((one) => lastSegment(textAt(one, "name") ?? "")),
  );
}

/** `gcloud services enable …`, one command for all of them. */
export function enable(apis: readonly string[], project: string): string {
  return `gcloud services enable ${apis.join(" ")} --project ${project}`;
}
