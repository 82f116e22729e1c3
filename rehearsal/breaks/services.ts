import { listOf, thingOf } from "../server/kind";
import type { CloudObject } from "../server/store";
import type { Hands } from "./break";

export interface Variable {
  name: string;
  value?: string;
  valueSource?: object;
}

type Template = CloudObject & { containers: (CloudObject & { env?: Variable[] })[] };

/** A new revision, as the console or `gcloud run services update` makes it. */
export async function changed(
  { callApi }: Pick<Hands, "callApi">,
  service: string,
  change: (template: Template) => void,
): Promise<void> {
  const { template } = (await callApi("GET", service)) as { template: Template };
  change(template);
  await callApi("PATCH", `${service}?updateMask=template,client,clientVersion`, {
    template,
    client: "gcloud",
    clientVersion: "546.0.0",
  });
}

/** With these variables in place of those of the same name; `undefined` takes one away. */
export function withVariables(
  hands: Pick<Hands, "callApi">,
  service: string,
  variables: Record<string, string | undefined>,
): Promise<void> {
  return changed(hands, service, (template) => {
    const [container] = template.containers;
    if (!container) return;
    const others = (container.env ?? []).filter(({ name }) => !(name in variables));
    const set = Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
    container.env = [...others, ...set];
  });
}

/** The newest revision of a service, by its name. */
export async function newestOf({ callApi }: Pick<Hands, "callApi">, service: string): Promise<string> {
  const { latestReadyRevision } = await callApi("GET", service);
  return String(latestReadyRevision).split("/").at(-1) ?? "";
}

export async function trafficTo({ callApi }: Pick<Hands, "callApi">, service: string, revision: string): Promise<void> {
  const traffic = [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision, percent: 100 }];
  await callApi("PATCH", `${service}?updateMask=traffic`, { traffic });
}

/** What a service wrote on standard error, one entry a line, as its revision that serves. */
export async function says(hands: Hands, service: string, ...lines: string[]): Promise<void> {
  const name = service.split("/").at(-1) ?? "";
  const revision = await newestOf(hands, service);
  await hands.callApi("POST", "logging/v2/entries:write", {
    logName: "projects/netra-staging/logs/run.googleapis.com%2Fstderr",
    resource: {
      type: "cloud_run_revision",
      labels: { location: "us-central1", service_name: name, revision_name: revision },
    },
    entries: lines.map((textPayload) => ({ severity: "ERROR", textPayload })),
  });
}

/** What the app wrote in the incident while its Redis did not answer. */
export const NO_ANSWER = [
  "redis.exceptions.TimeoutError: Timeout connecting to server",
  "Redis ping timeout after 2.0 s",
  "Startup checks failed after 7.51 s. Failed services: [redis]",
];

/** Variables of the first container, as the service has them. */
export function variablesOf(thing: CloudObject | undefined): Variable[] {
  const [container] = listOf(thingOf(thing, "template"), "containers") as CloudObject[];
  return listOf(container, "env") as Variable[];
}
