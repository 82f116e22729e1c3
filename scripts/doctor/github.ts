import type { GitHub } from "../../lineup/src/github/client";
import { numbersOf } from "../bootstrap/repository";
import { environmentDiffers, protectionDiffers } from "../github/compare";
import { environmentOn, protectionOn, secretsOn } from "../github/live";
import { identitiesIn, NO_LONGER_READ, type Settings, settingsFor } from "../github/settings";
import { type Check, type Finding, unread, type World, wrong } from "./check";

/** GitHub's half: who may use its environments, what their jobs are told, what a merge into main has to pass. */
export const github: Check = {
  title: "GitHub's settings",
  judge: async (world) => {
    const hub = world.github;
    if ("why" in hub) return { good: "", findings: [unread(`not checked: ${hub.why}`, hub.wayOut)] };
    const settings = settingsFor(world.environment, identitiesIn(await world.outputs()));
    const findings = [
      ...(await asking(hub.repository, () => repository(hub, world))),
      ...(await environments(hub, settings, world)),
      ...(await asking(`protection of ${settings.protection.branch}`, async () =>
        protectionDiffers(settings.protection, await protectionOn(hub, settings.protection.branch)).map((what) =>
          wrong(`protection of ${settings.protection.branch}: ${what}`, mend(world)),
        ),
      )),
    ];
    return {
      good: [...settings.environments.map(({ name }) => name), `protection of ${settings.protection.branch}`].join(
        ", ",
      ),
      findings,
    };
  },
};

/** The command sets it where it has a token, as it has here. */
const mend = ({ environment: { name } }: World) => `npm run bootstrap -- ${name}, which sets it`;

/** A name that was given up can be somebody else's by now. */
async function repository(hub: GitHub, { outputs, environment }: World): Promise<Finding[]> {
  const [{ repository_id: now }, { repository_id: then }] = [await numbersOf(hub), await outputs()];
  return now === then
    ? []
    : [
        wrong(
          `${hub.repository} has the number ${now}, and the provider takes jobs of ${then}`,
          `npm run bootstrap -- ${environment.name} --repository OWNER/NAME, with the name that the repository has today`,
        ),
      ];
}

async function environments(hub: GitHub, settings: Settings, world: World): Promise<Finding[]> {
  const found = settings.environments.map((one) =>
    asking(`environment ${one.name}`, async () => {
      const live = await environmentOn(hub, one.name);
      const left = live === undefined ? [] : await secretsOn(hub, one.name);
      return [
        ...environmentDiffers(one, live).map((what) => wrong(`environment ${one.name}: ${what}`, mend(world))),
        ...left
          .filter((name) => NO_LONGER_READ.includes(name))
          .map((name) =>
            wrong(
              `environment ${one.name}: nothing reads the secret ${name} any more`,
              `gh secret delete ${name} --repo ${hub.repository} --env ${one.name}`,
            ),
          ),
      ];
    }),
  );
  return (await Promise.all(found)).flat();
}

/** Whatever GitHub says instead of an answer, its settings are not known then. */
async function asking(what: string, ask: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await ask();
  } catch (error) {
    return [
      unread(
        `${what}: ${(error as Error).message}`,
        "the token has to be an administrator's: with it environments, variables, secrets' names and protection can be read",
      ),
    ];
  }
}
