import type { Sandbox } from "../../sandbox";
import { BACKEND, CONNECTOR, FIREWALLS, NETWORK, REDIS } from "../incident/names";

/** What people have changed since, as the API calls that gcloud and the console send. */
export async function changedByHand(sandbox: Sandbox): Promise<void> {
  await recoveryCommand(sandbox);
  await anotherVariable(sandbox);
  // A label moves from one thing to the other.
  await sandbox.callApi("PATCH", `${REDIS}?updateMask=labels`, { labels: { owner: "ops" } });
  await ruleByHand(sandbox);
}

/** The limits that the incident's own command gave it: a connector grows, and never shrinks. */
async function recoveryCommand(sandbox: Sandbox): Promise<void> {
  await sandbox.callApi("PATCH", `${CONNECTOR}?updateMask=maxInstances,maxThroughput`, {
    maxInstances: 10,
    maxThroughput: 1000,
  });
}

interface Template {
  containers: { env: { name: string; value: string }[] }[];
}

/** `gcloud run services update --update-env-vars`. */
async function anotherVariable(sandbox: Sandbox): Promise<void> {
  const { template } = (await sandbox.callApi("GET", BACKEND)) as unknown as { template: Template };
  for (const { env } of template.containers) env.push({ name: "LOG_LEVEL", value: "debug" });
  await sandbox.callApi("PATCH", `${BACKEND}?updateMask=template`, { template });
}

/** A rule of nobody's: no plan will ever show it. */
async function ruleByHand(sandbox: Sandbox): Promise<void> {
  await sandbox.callApi("POST", FIREWALLS, {
    name: "allow-debugging",
    network: NETWORK,
    direction: "INGRESS",
    priority: 500,
    allowed: [{ IPProtocol: "tcp", ports: ["22"] }],
    sourceRanges: ["10.0.0.0/8"],
  });
}
