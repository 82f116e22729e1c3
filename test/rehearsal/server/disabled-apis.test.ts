import { aCloud, INSTANCES, PROJECT, refusal, SERVICES } from "./cloud";

const cloud = aCloud();
const REDIS = `serviceusage/v1/projects/${PROJECT}/services/redis.googleapis.com`;

test("an API that somebody has disabled answers for nothing of the project until it is enabled again", async () => {
  await cloud().mustSucceed("POST", `${REDIS}:disable`, {});
  const [status, message] = refusal(await cloud().ask("GET", INSTANCES));
  expect([status, message]).toEqual([
    403,
    `redis.googleapis.com has not been used in project ${PROJECT} before or it is disabled.`,
  ]);
  await cloud().get(SERVICES);
  await cloud().get(INSTANCES.replace(PROJECT, "another"));
  await cloud().mustSucceed("POST", `${REDIS}:enable`, {});
  await cloud().get(INSTANCES);
});

test("one that nobody has enabled yet answers here", async () => {
  expect((await cloud().get(REDIS)).state).toBe("DISABLED");
  await cloud().get(INSTANCES);
});
