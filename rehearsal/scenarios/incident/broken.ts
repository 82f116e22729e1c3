import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apply, claimBlocked, claimReachable, init, refresh } from "../../plans";
import { claim, claimEnd, type Step } from "../../steps";
import { succeeded } from "../../world";
import { claimBroken, inventoryOf, lineup } from "./asked";
import { moveConnector, replaceRedis, takeConnectorAway } from "./by-hand";
import { NEW_ADDRESS, OLD_ADDRESS } from "./names";
import { type Incident, worldOf } from "./story";
import { thoseDays } from "./those-days";

/** How it broke, one piece after the other; each time the state is refreshed and asked. */
export function broken(incident: Incident): Step[] {
  const { stage } = incident;
  return [
    {
      title: "a hard-coded network: the gate stops the synthesis, and nothing is written",
      run: async () => {
        const { ran, outdir } = await stage.app("rehearsal/hard-coded.ts", "hard-coded");
        claimEnd(ran, 1);
        claim(/production-vpc/.test(ran.stderr), "the gate names the network that Redis answers");
        claim(!existsSync(outdir), "nothing was written");
        return undefined;
      },
    },
    {
      title: "the same with the gate open: lineup verify of what was written exits 1",
      run: async () => {
        const { ran, outdir } = await stage.app("rehearsal/hard-coded.ts", "hard-coded", { LINEUP_GATE: "off" });
        succeeded(ran);
        const verdict = await stage.verify(join(outdir, "stacks/production"));
        claimEnd(verdict, 1);
        claim(verdict.stdout.includes("is on staging-vpc"), "the verdict names the network that was written out");
        return undefined;
      },
    },
    {
      title: `staging as it was in those days (two settings of what ships are changed): Redis at ${OLD_ADDRESS}`,
      run: async () => {
        incident.shipped = join(await stage.synthesize(), "staging");
        const then = join(stage.folder, "those-days");
        mkdirSync(then);
        writeFileSync(join(then, "cdk.tf.json"), thoseDays(join(incident.shipped, "cdk.tf.json")));
        const world = await stage.worldWithBucket(then);
        incident.world = world;
        await init(world);
        succeeded(await apply(world));
        const { stdout } = await world.must("output", "-raw", "redis_host");
        claim(stdout === OLD_ADDRESS, `Redis is at ${OLD_ADDRESS}, not ${stdout}`);
        return claimReachable(stage, world);
      },
    },
    {
      title: `Redis is replaced by hand: it moves to ${NEW_ADDRESS}, and the verdict names who was not told`,
      run: async () => {
        const world = worldOf(incident);
        const host = await replaceRedis(world);
        claim(host === NEW_ADDRESS, `Redis is at ${NEW_ADDRESS}, not ${host}`);
        const live = await lineup(world, "verify", await inventoryOf(stage, world));
        claimBroken(live, "netra-backend-staging", OLD_ADDRESS, "ADDRESS_MISMATCH");
        await refresh(world);
        return claimBlocked(
          stage,
          world,
          ...["netra-backend-staging", "netra-auth-service"],
          ...[OLD_ADDRESS, NEW_ADDRESS, "ADDRESS_MISMATCH"],
        );
      },
    },
    {
      title: "the deploy script takes the connector away from the backend",
      run: async () => {
        await takeConnectorAway(worldOf(incident));
        await refresh(worldOf(incident));
        return claimBlocked(stage, worldOf(incident), "netra-backend-staging", "VPC_CONNECTOR_NOT_SET");
      },
    },
    {
      title: "the connector is made again, on the default network",
      run: async () => {
        await moveConnector(worldOf(incident));
        await refresh(worldOf(incident));
        return claimBlocked(stage, worldOf(incident), "is on default", "GOOGLE_MANAGED_SERVICE_NO_PEERING");
      },
    },
  ];
}
