import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apply, assertNothingToDo, assertReachable, init, plan } from "../../plans";
import { type Sandbox, succeeded } from "../../sandbox";
import type { ScenarioContext } from "../../scenario-context";
import { assertExitCode, assertThat, type ScenarioStep } from "../../steps";
import { assertBroken, lineup } from "../incident/lineup-commands";
import { CACHE, REDIS } from "../incident/names";
import type { Scenario } from "../scenario";
import { assertPasswordIs, assertWithoutPassword, authString, servicesIn, written } from "./observed";

type Tier = "BASIC" | "STANDARD_HA";

/** AUTH turned on, rotated and turned off for a Redis that stands: each is one apply, and the plan after it is empty. */
export const auth: Scenario = {
  name: "auth",
  about: "AUTH turned on, rotated and turned off for a Redis that stands, in one apply each",
  steps: (context) => (["BASIC", "STANDARD_HA"] as const).flatMap((tier) => lifeOfAuth(context, tier)),
};

function lifeOfAuth(context: ScenarioContext, tier: Tier): ScenarioStep[] {
  let sandbox: Sandbox;
  const roots = new Map<string, string>();

  /** The app with this AUTH and memory, beside what is applied. */
  const use = async (redisAuth: "on" | "off", memory: number) => {
    const name = `${tier}-${redisAuth}-${memory}`;
    const root = roots.get(name) ?? (await synthesized(context, name, tier, redisAuth, memory));
    roots.set(name, root);
    sandbox = sandbox ? sandbox.beside(root) : await context.sandboxWithBucket(root);
    await init(sandbox);
  };
  /** One apply, and nothing is left to do. Returns what was written, in its order. */
  const applyOnce = async () => {
    const already = sandbox.cloud.asked.length;
    succeeded(await apply(sandbox));
    const order = written(sandbox, already);
    await assertNothingToDo(sandbox);
    await assertReachable(context, sandbox);
    return order;
  };

  const halfSwitched: ScenarioStep[] = [
    {
      title: `${tier}: with auth_string itself as the password the apply stops half way, and lineup says so`,
      run: async () => {
        const shipped = await synthesized(context, "half", tier, "on", 1);
        sandbox = sandbox.beside(context.root("half-way", { "cdk.tf.json": withAuthStringItself(shipped) }));
        await init(sandbox);
        const reviewed = await review(context, sandbox);
        assertBroken(reviewed, "REDIS_AUTH_ENABLED", "this one updates Redis and then fails");
        const stopped = await apply(sandbox);
        assertExitCode(stopped, 1);
        assertThat(stopped.stderr.includes("Provider produced inconsistent final plan"), "terraform says why it stops");
        assertThat(authString(sandbox) !== undefined, "Redis requires a password");
        assertThat(servicesIn(sandbox).length === 0, "no service is given a password");
        assertExitCode(await lineup(sandbox, "verify", "--strict", await context.stateFile(sandbox)), 1);
        return undefined;
      },
    },
    {
      title: `${tier}: what ships finishes it: the password, then the services`,
      run: async () => {
        await use("on", 1);
        return inOrder(await applyOnce(), ["password", "services"], () => assertPasswordIs(sandbox));
      },
    },
    {
      title: `${tier}: AUTH off again`,
      run: async () => {
        await use("off", 1);
        return inOrder(await applyOnce(), ["Redis", "services", "secret deleted"], () =>
          assertWithoutPassword(sandbox),
        );
      },
    },
  ];

  return [
    {
      title: `${tier}: a Redis without AUTH, and services without a password`,
      run: async () => {
        await use("off", 1);
        await applyOnce();
        assertWithoutPassword(sandbox);
        return undefined;
      },
    },
    // The failure does not depend on the tier.
    ...(tier === "BASIC" ? halfSwitched : []),
    {
      title: `${tier}: AUTH on, in one apply: Redis first, then the password, then the services`,
      run: async () => {
        await use("on", 1);
        const order = "the order is Redis, the secret version, the services";
        assertBroken(await review(context, sandbox), "REDIS_AUTH_ENABLED", order);
        return inOrder(await applyOnce(), ["Redis", "password", "services"], () => assertPasswordIs(sandbox));
      },
    },
    {
      title: `${tier}: more memory changes Redis alone: no new password, and no service is deployed`,
      run: async () => {
        await use("on", 2);
        return inOrder(await applyOnce(), ["Redis"], () => assertPasswordIs(sandbox));
      },
    },
    {
      title: `${tier}: the AUTH string is rotated by hand, and one apply gives the new one to the services`,
      run: async () => {
        const old = authString(sandbox);
        await sandbox.callApi("PATCH", `${REDIS}?updateMask=authEnabled`, { authEnabled: false });
        await sandbox.callApi("PATCH", `${REDIS}?updateMask=authEnabled`, { authEnabled: true });
        await sandbox.callApi("GET", `${REDIS}/authString`);
        assertThat(authString(sandbox) !== old, "Redis has another AUTH string");
        return inOrder(await applyOnce(), ["password", "services"], () => assertPasswordIs(sandbox));
      },
    },
    {
      title: `${tier}: AUTH is turned off by hand, and one apply turns it on again with its new string`,
      run: async () => {
        await sandbox.callApi("PATCH", `${REDIS}?updateMask=authEnabled`, { authEnabled: false });
        return inOrder(await applyOnce(), ["Redis", "password", "services"], () => assertPasswordIs(sandbox));
      },
    },
    {
      title: `${tier}: AUTH off, in one apply: the secret goes last`,
      run: async () => {
        await use("off", 2);
        return inOrder(await applyOnce(), ["Redis", "services", "secret deleted"], () =>
          assertWithoutPassword(sandbox),
        );
      },
    },
    {
      title: `${tier}: an imported Redis gets AUTH by the apply that imports it`,
      run: async () => {
        await sandbox.mustSucceed("state", "rm", CACHE);
        await use("on", 2);
        const id = REDIS.replace("redis/v1/", "");
        writeFileSync(join(sandbox.folder, "imports.tf.json"), JSON.stringify({ import: [{ to: CACHE, id }] }));
        const { created, removed } = await plan(sandbox);
        assertThat(!created.includes(CACHE) && removed.length === 0, "Redis is imported: not created, nothing removed");
        return inOrder(await applyOnce(), ["Redis", "password", "services"], () => assertPasswordIs(sandbox));
      },
    },
  ];
}

async function synthesized(context: ScenarioContext, into: string, tier: Tier, redisAuth: string, memory: number) {
  const env = { REDIS_AUTH: redisAuth, REDIS_TIER: tier, REDIS_MEMORY: String(memory) };
  const { ran, outdir } = await context.app("rehearsal/auth.ts", into, env);
  succeeded(ran);
  return join(outdir, "stacks/staging");
}

/** What ships, with the password as it was: the string of the resource, which is planned unchanged. */
function withAuthStringItself(shipped: string): string {
  const text = readFileSync(join(shipped, "cdk.tf.json"), "utf8");
  const changed = text.replace(
    "coalesce(google_redis_instance.cache.auth_string, timestamp())",
    `${CACHE}.auth_string`,
  );
  assertThat(changed !== text, "the password of what ships is found");
  return changed;
}

/** `lineup review` of the plan. It holds the AUTH string, so only the owner may read its file. */
async function review(context: ScenarioContext, sandbox: Sandbox) {
  const file = join(context.folder, "review.json");
  writeFileSync(file, JSON.stringify((await plan(sandbox)).json), { mode: 0o600 });
  return lineup(sandbox, "review", file);
}

function inOrder(order: string[], expected: string[], check: () => void): string {
  assertThat(
    order.join() === expected.join(),
    `written in this order: ${expected.join(", ")}; not ${order.join(", ")}`,
  );
  check();
  return order.join(", then ");
}
