import type { Sandbox } from "../sandbox";
import { BACKEND } from "../scenarios/incident/names";

const AUTH = BACKEND.replace("netra-backend-staging", "netra-auth-service");
const RELEASED: readonly [service: string, image: string][] = [
  [BACKEND, "us-docker.pkg.dev/netra-staging/apps/backend:1.41.0"],
  [AUTH, "us-docker.pkg.dev/netra-staging/apps/auth:0.18.2"],
  [BACKEND, "us-docker.pkg.dev/netra-staging/apps/backend:1.42.0"],
];

/** The pipelines of the apps, as `gcloud run deploy --image` does it: a new revision each. */
export async function releases(sandbox: Pick<Sandbox, "as">): Promise<void> {
  const pipeline = sandbox.as("lineup-release@netra-staging.iam.gserviceaccount.com");
  for (const [service, image] of RELEASED) await release(pipeline, service, image);
}

type Template = { containers: { image: string }[] };

async function release(pipeline: Pick<Sandbox, "callApi">, service: string, image: string): Promise<void> {
  const { template } = (await pipeline.callApi("GET", service)) as { template: Template };
  const containers = template.containers.map((container) => ({ ...container, image }));
  await pipeline.callApi("PATCH", `${service}?updateMask=template,client,clientVersion`, {
    template: { ...template, containers },
    client: "gcloud",
    clientVersion: "546.0.0",
  });
}
