import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { plan } from "../../plans";
import { assertThat, type ScenarioStep } from "../../steps";
import { assertBroken } from "../incident/lineup-commands";
import { CACHE, REDIS } from "../incident/names";
import type { Scenario } from "../scenario";
import { halfSwitched } from "./half-switched";
import { assertPasswordIs, assertWithoutPassword, authString } from "./observed";
import { Stage } from "./stage";

/** AUTH turned on, rotated and turned off for a Redis that stands: each is one apply, and the plan after it is empty. */
export const auth: Scenario = {
  name: "auth",
  about: "AUTH of a standing Redis on, rotated and off",
  steps: (context) => [
    ...lifeOfAuth(new Stage(context, "BASIC"), halfSwitched),
    // How Terraform fails does not depend on the tier.
    ...lifeOfAuth(new Stage(context, "STANDARD_HA"), () => []),
  ],
};

function lifeOfAuth(stage: Stage, first: (stage: Stage) => ScenarioStep[]): ScenarioStep[] {
  const { tier } = stage;
  const switchByHand = (authEnabled: boolean) =>
    stage.sandbox.callApi("PATCH", `${REDIS}?updateMask=authEnabled`, { authEnabled });
  /** One apply writes this, in this order, and afterwards the services have the AUTH string. */
  const applied = async (...order: string[]) => {
    const note = await stage.applyOnce(...order);
    assertPasswordIs(stage.sandbox);
    return note;
  };

  return [
    {
      title: `${tier}: a Redis without AUTH, and services without a password`,
      run: async () => {
        await stage.use(await stage.synthesized("off", 1));
        await stage.applyOnce("Redis");
        assertWithoutPassword(stage.sandbox);
        return undefined;
      },
    },
    ...first(stage),
    {
      title: `${tier}: AUTH on, in one apply: Redis first, then the password, then the services`,
      run: async () => {
        await stage.use(await stage.synthesized("on", 1));
        const order = "the order is Redis, the secret version, the services";
        assertBroken(await stage.review(), "REDIS_AUTH_ENABLED", order);
        return applied("Redis", "password", "services");
      },
    },
    {
      title: `${tier}: more memory changes Redis alone: no new password, and no service is deployed`,
      run: async () => {
        await stage.use(await stage.synthesized("on", 2));
        return applied("Redis");
      },
    },
    {
      title: `${tier}: the AUTH string is rotated by hand, and one apply gives the new one to the services`,
      run: async () => {
        const old = authString(stage.sandbox);
        await switchByHand(false);
        await switchByHand(true);
        await stage.sandbox.callApi("GET", `${REDIS}/authString`);
        assertThat(authString(stage.sandbox) !== old, "Redis has another AUTH string");
        return applied("password", "services");
      },
    },
    {
      title: `${tier}: AUTH is turned off by hand, and one apply turns it on again with its new string`,
      run: async () => {
        await switchByHand(false);
        return applied("Redis", "password", "services");
      },
    },
    {
      title: `${tier}: AUTH off, in one apply: the secret goes last`,
      run: async () => {
        await stage.use(await stage.synthesized("off", 2));
        const order = await stage.applyOnce("Redis", "services", "secret deleted");
        assertWithoutPassword(stage.sandbox);
        return order;
      },
    },
    {
      title: `${tier}: an imported Redis gets AUTH by the apply that imports it`,
      run: async () => {
        await stage.sandbox.mustSucceed("state", "rm", CACHE);
        await stage.use(await stage.synthesized("on", 2));
        const id = REDIS.replace("redis/v1/", "");
        writeFileSync(join(stage.sandbox.folder, "imports.tf.json"), JSON.stringify({ import: [{ to: CACHE, id }] }));
        const { created, removed } = await plan(stage.sandbox);
        assertThat(!created.includes(CACHE) && removed.length === 0, "Redis is imported: not created, nothing removed");
        return applied("Redis", "password", "services");
      },
    },
  ];
}
