import { objectsIn, orphans } from "../../objects";
import { apply, claimNothingToDo, claimReachable, init } from "../../plans";
import { claim, claimEnd, type Step } from "../../steps";
import { succeeded, type World } from "../../world";
import { claimBroken, emptyPlanOf, inventoryOf, lineup } from "./asked";
import { allowRedisAgain, denyRedis } from "./by-hand";
import { CONNECTOR, NEW_ADDRESS } from "./names";
import { type Incident, worldOf } from "./story";

/** How it is mended: by applying what ships. And the one thing that Terraform cannot see. */
export function repaired(incident: Incident): Step[] {
  const { stage } = incident;
  let rule = "";
  let plan = "";
  let inventory = "";
  return [
    {
      title: "what ships would replace the connector, and terraform refuses: it is protected; Redis stays where it is",
      run: async () => {
        incident.world = worldOf(incident).beside(incident.shipped ?? "");
        await init(worldOf(incident));
        const refused = await worldOf(incident).terraform("plan", "-input=false", "-no-color");
        claimEnd(refused, 1);
        const protection = "google_vpc_access_connector.connector has lifecycle.prevent_destroy";
        claim(unwrapped(refused.stderr).includes(protection), "the connector is protected");
        claim(!/google_redis_instance\.cache (must|will) be/.test(refused.stdout), "Redis is left as it is");
        return undefined;
      },
    },
    {
      title:
        "the repair: the connector made by hand goes, what ships is applied, and every service is told the address",
      run: async () => {
        const world = worldOf(incident);
        await world.byHand("DELETE", CONNECTOR);
        succeeded(await apply(world));
        await claimNothingToDo(world);
        const { stdout: host } = await world.must("output", "-raw", "redis_host");
        claim(host === NEW_ADDRESS, `Redis is at ${NEW_ADDRESS}, not ${host}`);
        const told = hostsIn(world);
        claim(told.length === 2 && told.every((one) => one === host), `two services know ${host}: ${told.join(", ")}`);
        return `Redis is at ${host}`;
      },
    },
    {
      title: "lineup: every service reaches its Redis in this state",
      run: () => claimReachable(stage, worldOf(incident)),
    },
    {
      title: "a deny rule made by hand, outside Terraform: plan and state see nothing of it",
      run: async () => {
        const world = worldOf(incident);
        rule = await denyRedis(world);
        plan = await emptyPlanOf(stage, world);
        await claimReachable(stage, world);
        const { unknown } = orphans(world.cloud.cloud.store, await world.state());
        claim(
          unknown.length === 1 && unknown.every((name) => name.endsWith(`/${rule}`)),
          `of what the cloud holds only ${rule} is in no state: ${unknown.join(", ")}`,
        );
        return `${rule}: what is not in the configuration is not in a plan`;
      },
    },
    {
      title: "lineup inventory reads the live project, and verify says which rule cuts the paths",
      run: async () => {
        inventory = await inventoryOf(stage, worldOf(incident));
        claimBroken(await lineup(worldOf(incident), "verify", inventory), rule, "FIREWALL_RULE");
        return undefined;
      },
    },
    {
      title: "lineup drift of the plan that finds nothing to do: clean by itself, broken with the inventory",
      run: async () => {
        const ofPlan = ["drift", plan, "--refreshed"];
        claimEnd(await lineup(worldOf(incident), ...ofPlan), 0);
        const both = await lineup(worldOf(incident), ...ofPlan, "--inventory", inventory);
        claimBroken(both, "Managed by nobody", `firewall ${rule} (breaks)`);
        return `firewall ${rule}: managed by nobody`;
      },
    },
    {
      title: "the rule goes, and the cloud is what the state says",
      run: async () => {
        const world = worldOf(incident);
        await allowRedisAgain(world);
        claim(!objectsIn(world.cloud.cloud.store).some((name) => name.endsWith(`/${rule}`)), `${rule} is gone`);
        const { unknown, gone } = orphans(world.cloud.cloud.store, await world.state());
        claim(unknown.length + gone.length === 0, `state and cloud agree: ${[...unknown, ...gone].join(", ")}`);
        await claimNothingToDo(world);
        succeeded(await lineup(world, "verify", await inventoryOf(stage, world)));
        return claimReachable(stage, world);
      },
    },
  ];
}

/** Terraform breaks its sentences at the width of a terminal. */
function unwrapped(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** What the services of the cloud are told, as their API prints it. */
function hostsIn({ cloud }: World): string[] {
  const services = [...cloud.cloud.store.matching(/^run\/.*\/services$/)].map(
    ({ thing }) => thing as unknown as Service,
  );
  return services
    .flatMap(({ template }) => template.containers)
    .flatMap(({ env = [] }) => env)
    .flatMap(({ name, value }) => (name === "REDIS_HOST" && value !== undefined ? [value] : []));
}

interface Service {
  template: { containers: { env?: { name: string; value?: string }[] }[] };
}
