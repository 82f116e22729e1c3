import { objectsIn, orphans } from "../../objects";
import { apply, assertNothingToDo, assertReachable, init } from "../../plans";
import { type Sandbox, succeeded } from "../../sandbox";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { type Incident, sandboxOf } from "./context";
import { assertBroken, emptyPlanOf, inventoryOf, lineup } from "./lineup-commands";
import { allowRedisAgain, denyRedis } from "./manual-changes";
import { CONNECTOR, NEW_ADDRESS } from "./names";

/** The repair: applying what ships. Then a change that Terraform cannot see. */
export function repaired(incident: Incident): ScenarioStep[] {
  const { context } = incident;
  let rule = "";
  let plan = "";
  let inventory = "";
  return [
    {
      title: "what ships would replace the protected connector: terraform refuses, and Redis keeps its address",
      run: async () => {
        incident.sandbox = sandboxOf(incident).beside(incident.shipped ?? "");
        await init(sandboxOf(incident));
        const refused = await sandboxOf(incident).terraform("plan", "-input=false", "-no-color");
        assertExitCode(refused, 1);
        // OpenTofu leaves "lifecycle." out.
        const protection = /google_vpc_access_connector\.connector has (lifecycle\.)?prevent_destroy/;
        assertThat(protection.test(unwrapped(refused.stderr)), "the connector is protected");
        assertThat(!/google_redis_instance\.cache (must|will) be/.test(refused.stdout), "Redis is left as it is");
        return undefined;
      },
    },
    {
      title:
        "the repair: the connector created by hand is deleted, what ships is applied, and every service has the address",
      run: async () => {
        const sandbox = sandboxOf(incident);
        await sandbox.callApi("DELETE", CONNECTOR);
        succeeded(await apply(sandbox));
        await assertNothingToDo(sandbox);
        const { stdout: host } = await sandbox.mustSucceed("output", "-raw", "redis_host");
        assertThat(host === NEW_ADDRESS, `Redis is at ${NEW_ADDRESS}, not ${host}`);
        const hosts = hostsIn(sandbox);
        assertThat(
          hosts.length === 2 && hosts.every((one) => one === host),
          `two services have ${host}: ${hosts.join(", ")}`,
        );
        return `Redis is at ${host}`;
      },
    },
    {
      title: "lineup: every service reaches its Redis in this state",
      run: () => assertReachable(context, sandboxOf(incident)),
    },
    {
      title: "a deny rule is created outside Terraform: neither plan nor state shows it",
      run: async () => {
        const sandbox = sandboxOf(incident);
        rule = await denyRedis(sandbox);
        plan = await emptyPlanOf(context, sandbox);
        await assertReachable(context, sandbox);
        const { unknown } = orphans(sandbox.cloud.cloud.store, await sandbox.state());
        assertThat(
          unknown.length === 1 && unknown.every((name) => name.endsWith(`/${rule}`)),
          `of what the cloud holds only ${rule} is in no state: ${unknown.join(", ")}`,
        );
        return `${rule}: what is not in the configuration is not in a plan`;
      },
    },
    {
      title: "lineup inventory reads the live project, and verify names the rule that blocks the paths",
      run: async () => {
        inventory = await inventoryOf(context, sandboxOf(incident));
        assertBroken(await lineup(sandboxOf(incident), "verify", inventory), rule, "FIREWALL_RULE");
        return undefined;
      },
    },
    {
      title: "lineup drift of an empty plan: clean without the inventory, breaks with it",
      run: async () => {
        const ofPlan = ["drift", plan, "--refreshed"];
        assertExitCode(await lineup(sandboxOf(incident), ...ofPlan), 0);
        const both = await lineup(sandboxOf(incident), ...ofPlan, "--inventory", inventory);
        assertBroken(both, "Not managed by Terraform", `firewall ${rule}: breaks`);
        return `firewall ${rule}: not managed by Terraform`;
      },
    },
    {
      title: "the rule is deleted, and the cloud equals the state",
      run: async () => {
        const sandbox = sandboxOf(incident);
        await allowRedisAgain(sandbox);
        assertThat(!objectsIn(sandbox.cloud.cloud.store).some((name) => name.endsWith(`/${rule}`)), `${rule} is gone`);
        const { unknown, gone } = orphans(sandbox.cloud.cloud.store, await sandbox.state());
        assertThat(unknown.length + gone.length === 0, `state and cloud agree: ${[...unknown, ...gone].join(", ")}`);
        await assertNothingToDo(sandbox);
        succeeded(await lineup(sandbox, "verify", await inventoryOf(context, sandbox)));
        return assertReachable(context, sandbox);
      },
    },
  ];
}

/** Terraform breaks its sentences at the width of a terminal. */
function unwrapped(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** The Redis addresses of the services, as the Cloud Run API returns them. */
function hostsIn({ cloud }: Sandbox): string[] {
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
