import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apply, assertBlocked, assertReachable, init, refresh } from "../../plans";
import { succeeded } from "../../sandbox";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { type Incident, sandboxOf } from "./context";
import { assertBroken, inventoryOf, lineup } from "./lineup-commands";
import { detachConnector, moveConnector, replaceRedis } from "./manual-changes";
import { NEW_ADDRESS, OLD_ADDRESS } from "./names";
import { stagingBeforeIncident } from "./staging-before";

/** How staging broke, step by step; after each step the state is refreshed and judged. */
export function broken(incident: Incident): ScenarioStep[] {
  const { context } = incident;
  return [
    {
      title: "a hard-coded network: the gate stops the synthesis, and nothing is written",
      run: async () => {
        const { ran, outdir } = await context.app("rehearsal/hard-coded.ts", "hard-coded");
        assertExitCode(ran, 1);
        assertThat(/production-vpc/.test(ran.stderr), "the gate names the network that Redis answers");
        assertThat(!existsSync(outdir), "nothing was written");
        return undefined;
      },
    },
    {
      title: "the same with the gate open: lineup verify of what was written exits 1",
      run: async () => {
        const { ran, outdir } = await context.app("rehearsal/hard-coded.ts", "hard-coded", { LINEUP_GATE: "off" });
        succeeded(ran);
        const verdict = await context.verify(join(outdir, "stacks/production"));
        assertExitCode(verdict, 1);
        assertThat(verdict.stdout.includes("is on staging-vpc"), "the verdict names the network that was written out");
        return undefined;
      },
    },
    {
      title: `staging as it was before the incident (two settings differ from what ships): Redis at ${OLD_ADDRESS}`,
      run: async () => {
        incident.shipped = join(await context.synthesize(), "staging");
        const then = join(context.folder, "those-days");
        mkdirSync(then);
        writeFileSync(join(then, "cdk.tf.json"), stagingBeforeIncident(join(incident.shipped, "cdk.tf.json")));
        const sandbox = await context.sandboxWithBucket(then);
        incident.sandbox = sandbox;
        await init(sandbox);
        succeeded(await apply(sandbox));
        const { stdout } = await sandbox.mustSucceed("output", "-raw", "redis_host");
        assertThat(stdout === OLD_ADDRESS, `Redis is at ${OLD_ADDRESS}, not ${stdout}`);
        return assertReachable(context, sandbox);
      },
    },
    {
      title: `Redis is replaced outside Terraform: it moves to ${NEW_ADDRESS}, and the verdict names the services with the old address`,
      run: async () => {
        const sandbox = sandboxOf(incident);
        const host = await replaceRedis(sandbox);
        assertThat(host === NEW_ADDRESS, `Redis is at ${NEW_ADDRESS}, not ${host}`);
        const live = await lineup(sandbox, "verify", await inventoryOf(context, sandbox));
        assertBroken(live, "netra-backend-staging", OLD_ADDRESS, "ADDRESS_MISMATCH");
        await refresh(sandbox);
        return assertBlocked(
          context,
          sandbox,
          ...["netra-backend-staging", "netra-auth-service"],
          ...[OLD_ADDRESS, NEW_ADDRESS, "ADDRESS_MISMATCH"],
        );
      },
    },
    {
      title: "the deploy script detaches the backend from the connector",
      run: async () => {
        await detachConnector(sandboxOf(incident));
        await refresh(sandboxOf(incident));
        return assertBlocked(context, sandboxOf(incident), "netra-backend-staging", "VPC_CONNECTOR_NOT_SET");
      },
    },
    {
      title: "the connector is recreated on the default network",
      run: async () => {
        await moveConnector(sandboxOf(incident));
        await refresh(sandboxOf(incident));
        return assertBlocked(context, sandboxOf(incident), "is on default", "GOOGLE_MANAGED_SERVICE_NO_PEERING");
      },
    },
  ];
}
