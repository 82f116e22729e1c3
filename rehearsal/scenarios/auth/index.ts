import { assertThat, type ScenarioStep } from "../../steps";
import { assertBroken } from "../incident/lineup-commands";
import { REDIS } from "../incident/names";
import type { Scenario } from "../scenario";
import { adopting } from "./adopted";
import { halfSwitched } from "./half-switched";
import { assertPasswordIs, assertWithoutPassword, authString } from "./observed";
import { Stage } from "./stage";
import { windows } from "./window";

/** AUTH turned on, rotated and turned off, for a Redis that stands and for one that is adopted: each is one apply, and the plan after it is empty. */
export const auth: Scenario = {
  name: "auth",
  about: "AUTH of Redis turned on, rotated, turned off",
  steps: (context) => {
    const [basic, available] = [new Stage(context, "BASIC"), new Stage(context, "STANDARD_HA")];
    return [
      ...lifeOfAuth(basic, halfSwitched),
      // How Terraform fails does not depend on the tier.
      ...lifeOfAuth(available, () => []),
      windows([basic, available]),
    ];
  },
};

function lifeOfAuth(stage: Stage, first: (stage: Stage) => ScenarioStep[]): ScenarioStep[] {
  const { tier } = stage;
  const switchByHand = (authEnabled: boolean) =>
    stage.sandbox.callApi("PATCH", `${REDIS}?updateMask=authEnabled`, { authEnabled });
  const rotatedByHand = async () => {
    const old = authString(stage.sandbox);
    await switchByHand(false);
    await switchByHand(true);
    await stage.sandbox.callApi("GET", `${REDIS}/authString`);
    assertThat(authString(stage.sandbox) !== old, "Redis has another AUTH string");
  };
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
        const since = stage.asked;
        const note = await applied("Redis", "password", "services");
        stage.noteWindow("on", "fresh", since);
        return note;
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
        const since = stage.asked;
        await rotatedByHand();
        const order = await applied("password", "services");
        stage.noteWindow("rotated", "fresh", since);
        return order;
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
        const since = stage.asked;
        const order = await stage.applyOnce("Redis", "services", "secret deleted");
        assertWithoutPassword(stage.sandbox);
        stage.noteWindow("off", "fresh", since);
        return order;
      },
    },
    {
      title: `${tier}: adopted without AUTH, Redis gets it by the apply that imports it and its services`,
      run: async () => {
        const since = stage.asked;
        const root = await stage.synthesized("on", 2);
        const order = await adopting(stage, root, () => applied("Redis", "password", "services"));
        stage.noteWindow("on", "adopted", since);
        return order;
      },
    },
    {
      title: `${tier}: rotated by hand and adopted: the apply that imports them gives the services the new string`,
      run: async () => {
        const since = stage.asked;
        await rotatedByHand();
        const root = await stage.synthesized("on", 2);
        const order = await adopting(stage, root, () => applied("password", "services"));
        stage.noteWindow("rotated", "adopted", since);
        return order;
      },
    },
    {
      title: `${tier}: adopted with AUTH, Redis loses it by the apply that imports it and its services`,
      run: async () => {
        const since = stage.asked;
        const root = await stage.synthesized("off", 2);
        const order = await adopting(stage, root, () => stage.applyOnce("Redis", "services", "secret deleted"));
        assertWithoutPassword(stage.sandbox);
        stage.noteWindow("off", "adopted", since);
        return order;
      },
    },
  ];
}
