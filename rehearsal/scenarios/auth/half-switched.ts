import { readFileSync } from "node:fs";
import { join } from "node:path";
import { apply } from "../../plans";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { assertBroken, lineup } from "../incident/lineup-commands";
import { CACHE } from "../incident/names";
import { assertPasswordIs, assertWithoutPassword, authString, servicesIn } from "./observed";
import type { Stage } from "./stage";

/** Why the password is what it is: with the string of the resource the apply stops half way. */
export function halfSwitched(stage: Stage): ScenarioStep[] {
  return [
    {
      title: `${stage.tier}: with auth_string itself as the password the apply stops half way, and lineup says so`,
      run: async () => {
        const text = withAuthStringItself(await stage.synthesized("on", 1));
        await stage.use(stage.context.root("half-way", { "cdk.tf.json": text }));
        const { sandbox } = stage;
        assertBroken(await stage.review(), "REDIS_AUTH_ENABLED", "this one updates Redis and then fails");
        const stopped = await apply(sandbox);
        assertExitCode(stopped, 1);
        assertThat(stopped.stderr.includes("Provider produced inconsistent final plan"), "terraform says why it stops");
        assertThat(authString(sandbox) !== undefined, "Redis requires a password");
        assertThat(servicesIn(sandbox).length === 0, "no service is given a password");
        assertExitCode(await lineup(sandbox, "verify", "--strict", await stage.context.stateFile(sandbox)), 1);
        return undefined;
      },
    },
    {
      title: `${stage.tier}: what ships finishes it: the password, then the services`,
      run: async () => {
        await stage.use(await stage.synthesized("on", 1));
        const order = await stage.applyOnce("password", "services");
        assertPasswordIs(stage.sandbox);
        return order;
      },
    },
    {
      title: `${stage.tier}: AUTH off again`,
      run: async () => {
        await stage.use(await stage.synthesized("off", 1));
        const order = await stage.applyOnce("Redis", "services", "secret deleted");
        assertWithoutPassword(stage.sandbox);
        return order;
      },
    },
  ];
}

/** What ships, with the password as it was: the string of the resource, which is planned unchanged. */
function withAuthStringItself(shipped: string): string {
  const text = readFileSync(join(shipped, "cdk.tf.json"), "utf8");
  const changed = text.replace(`coalesce(${CACHE}.auth_string, timestamp())`, `${CACHE}.auth_string`);
  assertThat(changed !== text, "the password of what ships is found");
  return changed;
}
