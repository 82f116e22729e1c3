import { readFileSync } from "node:fs";
import { join } from "node:path";
import { redisSecrets } from "../../constructs/redis-cache";
import { written } from "../../environments";
import { type Environment, readEnvironments } from "../../environments/environment";
import { bootstrapStackOf } from "../../environments/names";
import { applyBootstrap, bootstrap } from "../bootstrapped";
import { apply, applyPlan, init, plan } from "../plans";
import { type Sandbox, succeeded } from "../sandbox";
import { ScenarioContext } from "../scenario-context";
import { lineup } from "../scenarios/incident/lineup-commands";
import type { Tools } from "../tools";
import {
  ACTIVITIES,
  type Activity,
  type AskedMethod,
  askedOn,
  lines,
  type RequestsRecording,
  rootsHash,
} from "./requests";

/** What is applied: what ships, and the same after a change. */
export const APPS = { shipped: "main.ts", changed: "rehearsal/changed.ts" } as const;

const WITHOUT_LOCK = ["-input=false", "-no-color", "-lock=false", "-out=read.tfplan"];
/** Whose first operation is asked about again, as at Google: each API has its own method for that. */
const SLOW = [
  /^\/compute\/.*\/global\//,
  /^\/compute\/.*\/regions\//,
  ...["servicenetworking", "vpcaccess", "redis", "run", "serviceusage"].map((api) => new RegExp(`^/${api}/`)),
];

/** Has real Terraform and lineup do everything with every environment, and keeps which methods they asked. */
export class RequestRecorder {
  private readonly asked = Object.fromEntries(ACTIVITIES.map((one) => [one, []])) as unknown as Record<
    Activity,
    AskedMethod[]
  >;
  private readonly environments = readEnvironments(written);
  private readonly context: ScenarioContext;

  /** `kept`: where the log of the commands goes. */
  constructor(
    private readonly tools: Tools,
    kept: string,
    say: (line: string) => void,
  ) {
    this.context = new ScenarioContext(tools, kept, say);
  }

  async record(): Promise<RequestsRecording> {
    const shipped = await this.context.synthesize(APPS.shipped, "shipped");
    const changed = await this.context.synthesize(APPS.changed, "changed");
    const roots = rootsOf(this.environments, { shipped, changed });
    for (const environment of this.environments) await this.lifeOf(environment, shipped, changed);
    const { version: terraform, provider } = this.tools;
    const asked = Object.entries(this.asked).map(([activity, methods]) => [activity, lines(methods)]);
    return { terraform, provider, roots: rootsHash(roots), asked: Object.fromEntries(asked) };
  }

  close(): Promise<void> {
    return this.context.close();
  }

  private async lifeOf({ name, project, names }: Environment, shipped: string, changed: string): Promise<void> {
    const sandbox = await this.context.sandbox(join(shipped, name));
    const bootstrapping = sandbox.beside(join(shipped, bootstrapStackOf(name)));
    const own = Object.values(redisSecrets(names.redis));
    const during = (activity: Activity, work: () => Promise<unknown>) => this.during(sandbox, activity, own, work);

    await during("bootstrap", async () => {
      await bootstrap(bootstrapping);
      // What is done again refreshes first.
      await applyBootstrap(bootstrapping);
    });
    // The first init writes the empty state, and takes the lock for it: who only reads comes after it.
    await during("deploy", async () => {
      await init(sandbox);
      await plan(sandbox);
    });
    await during("plan", () => this.read(sandbox));
    for (const path of SLOW) sandbox.cloud.expect({ method: "POST", path, does: { takes: 50 } });
    await during("deploy", () => applyPlan(sandbox));
    sandbox.cloud.calm();
    await during("plan", () => this.read(sandbox));
    await during("drift", () => this.read(sandbox));
    await during("inventory", async () => {
      const file = join(this.context.folder, "inventory.json");
      succeeded(await lineup(sandbox, "inventory", "--project", project, "--output", file));
    });
    // Somebody else's secret, which the changed environment hands to its services.
    await sandbox.callApi("POST", `secretmanager/v1/projects/${project}/secrets?secretId=openai-api-key`, {
      replication: { automatic: {} },
    });
    const after = sandbox.beside(join(changed, name));
    await during("plan", () => this.read(after));
    await during("deploy", async () => {
      await init(after);
      succeeded(await apply(after));
      succeeded(await after.terraform("destroy", "-input=false", "-no-color", "-auto-approve"));
    });
  }

  /** As the pipeline plans: without the lock, which would be a write. */
  private async read(sandbox: Sandbox): Promise<void> {
    await init(sandbox);
    await sandbox.mustSucceed("plan", ...WITHOUT_LOCK);
    await sandbox.mustSucceed("show", "-json");
  }

  private async during(
    { cloud }: Sandbox,
    activity: Activity,
    own: readonly string[],
    work: () => Promise<unknown>,
  ): Promise<void> {
    const already = cloud.asked.length;
    await work();
    for (const { called, path } of cloud.asked.slice(already)) {
      if (called) this.asked[activity].push({ method: called, on: askedOn(called, path, own) });
    }
  }
}

/** The JSON of every root, by its app and stack. */
export function rootsOf(
  environments: readonly Pick<Environment, "name">[],
  folders: Record<keyof typeof APPS, string>,
): Record<string, string> {
  const roots = environments.flatMap(({ name }) => [
    ["shipped", folders.shipped, bootstrapStackOf(name)],
    ["shipped", folders.shipped, name],
    ["changed", folders.changed, name],
  ]);
  return Object.fromEntries(
    roots.map(([app, folder = "", stack = ""]) => [
      `${app}/${stack}`,
      readFileSync(join(folder, stack, "cdk.tf.json"), "utf8"),
    ]),
  );
}
