import { readFileSync } from "node:fs";
import { join } from "node:path";
import { apply, assertNothingToDo, init } from "../plans";
import { succeeded } from "../sandbox";
import { ScenarioContext } from "../scenario-context";
import type { Tools } from "../tools";
import { releases } from "./releases";
import { rootHash, type Standing } from "./standing";

/** Deploys staging to a loopback cloud with real Terraform, lets the apps release some images, and keeps what stands. */
export async function recordStanding(tools: Tools, kept: string, say: (line: string) => void): Promise<Standing> {
  const context = new ScenarioContext(tools, kept, say);
  try {
    const root = join(await context.synthesize(), "staging");
    const text = readFileSync(join(root, "cdk.tf.json"), "utf8");
    const owner = await context.sandboxWithBucket(root);
    const deploying = owner.as("lineup-deploy@netra-staging.iam.gserviceaccount.com");
    await init(deploying);
    succeeded(await apply(deploying));
    await releases(owner);
    await assertNothingToDo(deploying);
    owner.cloud.demandNoInventions();
    const { cloud, objects } = owner.cloud;
    return {
      terraform: tools.version,
      provider: tools.provider,
      root: rootHash(text),
      at: new Date().toISOString(),
      contents: cloud.store.contents(),
      buckets: objects.contents(),
    };
  } finally {
    await context.close();
  }
}
