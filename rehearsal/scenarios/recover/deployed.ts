import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { machine } from "../../machine";
import { apply, init } from "../../plans";
import { succeeded } from "../../sandbox";
import { releases } from "../../standing/releases";
import type { ScenarioStep } from "../../steps";
import { assertHealthy, DEPLOYER, type Recovery, sandboxOf } from "./context";
import { assertGreen } from "./green";

/** Staging, deployed with real Terraform, released by its pipelines, and healthy. */
export function deployed(state: Recovery): ScenarioStep[] {
  return [
    {
      title: "what ships is deployed, and the apps are released twice",
      run: async () => {
        const { context } = state;
        const root = join(await context.synthesize(), "staging");
        withoutDomains(root);
        const owner = await context.sandboxWithBucket(root);
        owner.cloud.cloud.executions.machine = machine;
        state.sandbox = owner.as(DEPLOYER);
        await init(sandboxOf(state));
        await deploy(state);
        await releases(owner);
        await deploy(state);
        state.restore = kept(state);
        return undefined;
      },
    },
    { title: "lineup diagnose: healthy", run: () => assertHealthy(state) },
    { title: "lineup probe: green", run: () => assertGreen(state) },
  ];
}

/** `npm run deploy -- staging`, which is an apply of what is synthesized. */
export async function deploy(state: Recovery): Promise<void> {
  succeeded(await apply(sandboxOf(state)));
}

function kept(state: Recovery): () => void {
  const { cloud, folder } = sandboxOf(state);
  const [restore, buckets] = [cloud.cloud.store.snapshot(), cloud.objects.contents()];
  return () => {
    cloud.calm();
    restore();
    cloud.objects.restore(buckets);
    rmSync(join(folder, "errored.tfstate"), { force: true });
  };
}

/** Names of the internet are asked of the internet, which a rehearsal does not: those breaks are in the tests alone. */
function withoutDomains(root: string): void {
  const file = join(root, "expected.json");
  if (!existsSync(file)) return;
  const expected = JSON.parse(readFileSync(file, "utf8")) as { services: Record<string, { domains: string[] }> };
  for (const service of Object.values(expected.services)) service.domains = [];
  writeFileSync(file, JSON.stringify(expected));
}
