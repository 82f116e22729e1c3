import { aCloud, PROJECT, REGION, refusal } from "./cloud";

const cloud = aCloud();
const HOME = `projects/${PROJECT}/locations/${REGION}`;
const JOBS = `cloudscheduler/v1/${HOME}/jobs`;
const NAME = `${HOME}/jobs/watch`;
const uri = `https://run.googleapis.com/v2/${HOME}/jobs/probe:run`;
const httpTarget = {
  uri,
  httpMethod: "POST",
  oauthToken: { serviceAccountEmail: "probe@acme.iam.gserviceaccount.com" },
};

test("a schedule is kept with what Google fills in, paused, resumed, changed and deleted", async () => {
  await cloud().mustSucceed("POST", JOBS, { name: NAME, schedule: "*/10 * * * *", httpTarget });
  expect(await cloud().get(`${JOBS}/watch`)).toMatchObject({
    name: NAME,
    state: "ENABLED",
    timeZone: "Etc/UTC",
    httpTarget,
  });
  await cloud().mustSucceed("POST", `${JOBS}/watch:pause`, {});
  expect((await cloud().get(`${JOBS}/watch`)).state).toBe("PAUSED");
  await cloud().mustSucceed("PATCH", `${JOBS}/watch?updateMask=schedule`, { schedule: "0 * * * *" });
  expect(await cloud().get(`${JOBS}/watch`)).toMatchObject({ state: "PAUSED", schedule: "0 * * * *" });
  await cloud().mustSucceed("POST", `${JOBS}/watch:resume`, {});
  expect((await cloud().get(JOBS)).jobs).toMatchObject([{ name: NAME, state: "ENABLED" }]);
  await cloud().mustSucceed("DELETE", `${JOBS}/watch`);
  expect((await cloud().ask("GET", `${JOBS}/watch`)).status).toBe(404);
});

test.each([
  [{ schedule: "whenever", httpTarget }, "Schedule or time zone is invalid: 'whenever'."],
  [{ schedule: "* * * * *", httpTarget: { uri: "ftp://a" } }, "Invalid URI: 'ftp://a'."],
])("a schedule that means nothing is refused: %j", async (body, message) => {
  expect(refusal(await cloud().ask("POST", JOBS, { name: NAME, ...body }))).toEqual([400, message]);
});
