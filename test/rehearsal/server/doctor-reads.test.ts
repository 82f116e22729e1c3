import { limit } from "../../../rehearsal/server/kinds/quotas";
import { aCloud, GLOBAL, PROJECT, REGION, refusal } from "./cloud";

const cloud = aCloud();
const quotas = async (path: string) =>
  Object.fromEntries((await cloud().get(path)).quotas.map((one: { metric: string }) => [one.metric, one])) as Record<
    string,
    { limit: number; usage: number }
  >;
const ofProject = () => quotas(`compute/v1/projects/${PROJECT}`);

describe("quotas of Compute Engine", () => {
  test("count what is there, and a region has its own", async () => {
    const before = (await ofProject()).NETWORKS?.usage ?? 0;
    await cloud().network();
    expect((await ofProject()).NETWORKS).toMatchObject({ usage: before + 1 });
    const region = await quotas(`compute/v1/projects/${PROJECT}/regions/${REGION}`);
    expect(region.STATIC_ADDRESSES).toMatchObject({ usage: 0 });
    expect(region.NETWORKS).toBeUndefined();
  });

  test("refuse what would be one too many, and no more than that", async () => {
    const { store } = cloud().loopback.cloud;
    limit({ project: PROJECT, metric: "NETWORKS" }, (await ofProject()).NETWORKS?.usage ?? 0, store);
    const { status, body } = await cloud().ask("POST", `${GLOBAL}/networks`, { name: "more" });
    expect([status, body.error.errors[0].reason]).toEqual([403, "quotaExceeded"]);
    expect(body.error.message).toMatch(/^Quota 'NETWORKS' exceeded\. {2}Limit: \d+\.0 globally\.$/);
    limit({ project: PROJECT, metric: "NETWORKS" }, 100, store);
    expect((await cloud().ask("POST", `${GLOBAL}/networks`, { name: "more" })).status).toBe(200);
    limit({ project: PROJECT, region: REGION, metric: "STATIC_ADDRESSES" }, 0, store);
    const address = { name: "ip" };
    const [refused, words] = refusal(
      await cloud().ask("POST", `compute/v1/projects/${PROJECT}/regions/${REGION}/addresses`, address),
    );
    expect([refused, words]).toEqual([403, `Quota 'STATIC_ADDRESSES' exceeded.  Limit: 0.0 in region ${REGION}.`]);
  });
});

test("somebody pays for a project until nobody does", async () => {
  const at = `cloudbilling/v1/projects/${PROJECT}/billingInfo`;
  expect(await cloud().get(at)).toMatchObject({ projectId: PROJECT, billingEnabled: true });
  await cloud().mustSucceed("PUT", at, { billingAccountName: "" });
  expect((await cloud().get(at)).billingEnabled).toBeUndefined();
});

test("an account has Google's key alone", async () => {
  await cloud().mustSucceed("POST", `iam/v1/projects/${PROJECT}/serviceAccounts`, { accountId: "deployer" });
  const at = `iam/v1/projects/${PROJECT}/serviceAccounts/deployer@${PROJECT}.iam.gserviceaccount.com/keys`;
  const google = [expect.objectContaining({ keyType: "SYSTEM_MANAGED" })];
  expect((await cloud().get(at)).keys).toEqual(google);
  expect((await cloud().get(`${at}?keyTypes=SYSTEM_MANAGED`)).keys).toEqual(google);
  expect(await cloud().get(`${at}?keyTypes=USER_MANAGED`)).toEqual({});
});

test("a key that a customer manages is for a bucket where Cloud Storage's account may use it", async () => {
  const rings = `cloudkms/v1/projects/${PROJECT}/locations/${REGION}/keyRings`;
  await cloud().mustSucceed("POST", `${rings}?keyRingId=acme`, {});
  const { name } = await cloud().mustSucceed("POST", `${rings}/acme/cryptoKeys?cryptoKeyId=state`, {});
  const { email_address } = await cloud().get(`storage/v1/projects/${PROJECT}/serviceAccount`);
  const make = () =>
    cloud().ask("POST", `storage/v1/b?project=${PROJECT}`, { name: "state", encryption: { defaultKmsKeyName: name } });
  cloud().loopback.cloud.iam.enforce([]);
  expect((await make()).status).toBe(403);
  const role = "roles/cloudkms.cryptoKeyEncrypterDecrypter";
  const policy = { bindings: [{ role, members: [`serviceAccount:${email_address}`] }] };
  await cloud().mustSucceed("POST", `cloudkms/v1/${name}:setIamPolicy`, { policy });
  expect((await make()).status).toBe(200);
});
