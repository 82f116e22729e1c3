import { TokenIssuer } from "../../../rehearsal/server/sign-in/issuer";
import { aCloud, INSTANCES, PROJECT, refusal } from "./cloud";

const cloud = aCloud();
const GITHUB = new TokenIssuer("https://token.actions.githubusercontent.com");
const POOLS = `iam/v1/projects/${PROJECT}/locations/global/workloadIdentityPools`;
const DEPLOYER = `deployer@${PROJECT}.iam.gserviceaccount.com`;
const ACCOUNT = `iam/v1/projects/${PROJECT}/serviceAccounts/${DEPLOYER}`;
const URN = "urn:ietf:params:oauth";
const JOB = { sub: "repo:acme/app:environment:staging", repository_id: "1", environment: "staging" };
const now = () => cloud().loopback.clock.now();
const pass = (minutes: number) => cloud().loopback.clock.advance(minutes * 60_000);
let audience = "";

const tokenOf = (claims: object = JOB, issuer = GITHUB) => issuer.token({ ...claims }, `https:${audience}`, now());
const exchange = (subjectToken: string, more: object = {}, headers: Record<string, string> = {}) =>
  cloud().ask(
    "POST",
    "sts/v1/token",
    {
      audience,
      grantType: `${URN}:grant-type:token-exchange`,
      requestedTokenType: `${URN}:token-type:access_token`,
      scope: "https://www.googleapis.com/auth/cloud-platform",
      subjectTokenType: `${URN}:token-type:jwt`,
      subjectToken,
      ...more,
    },
    headers,
  );
const refused = async (...said: Parameters<typeof exchange>) => {
  const { status, body } = await exchange(...said);
  return [status, body.error, body.error_description];
};
const as = (token: string) => ({ authorization: `Bearer ${token}` });
const federated = async (claims: object = JOB): Promise<string> => (await exchange(tokenOf(claims))).body.access_token;
const asAccount = (token: string, more: object = {}) =>
  cloud().ask(
    "POST",
    `iamcredentials/v1/projects/-/serviceAccounts/${DEPLOYER}:generateAccessToken`,
    { scope: ["https://www.googleapis.com/auth/cloud-platform"], ...more },
    as(token),
  );
const list = async (token: string) => (await cloud().ask("GET", INSTANCES, undefined, as(token))).status;
const change = (body: object) =>
  cloud().ask(
    "PATCH",
    `${POOLS}/github/providers/actions?updateMask=${Object.keys(body).join(",")}`,
    body,
    as("owner"),
  );

beforeEach(async () => {
  const { name: pool } = (await cloud().mustSucceed("POST", `${POOLS}?workloadIdentityPoolId=github`, {})).response;
  audience = `//iam.googleapis.com/${pool}/providers/actions`;
  await cloud().mustSucceed("POST", `${POOLS}/github/providers?workloadIdentityPoolProviderId=actions`, {
    attributeMapping: { "google.subject": "assertion.sub", "attribute.environment": "assertion.environment" },
    attributeCondition: 'assertion.repository_id == "1" && attribute.environment != ""',
    oidc: { issuerUri: GITHUB.url },
  });
  await cloud().mustSucceed("POST", `iam/v1/projects/${PROJECT}/serviceAccounts`, { accountId: "deployer" });
  const members = [`principalSet://iam.googleapis.com/${pool}/attribute.environment/staging`];
  const policy = { bindings: [{ role: "roles/iam.workloadIdentityUser", members }] };
  await cloud().mustSucceed("POST", `${ACCOUNT}:setIamPolicy`, { policy });
  const viewers = { bindings: [{ role: "roles/redis.viewer", members: [`serviceAccount:${DEPLOYER}`] }] };
  await cloud().mustSucceed("POST", `cloudresourcemanager/v1/projects/${PROJECT}:setIamPolicy`, { policy: viewers });
  cloud().loopback.signIn.trust(GITHUB);
  cloud().loopback.cloud.iam.enforce([], "owner");
});

describe("a job signs in:", () => {
  test("its token becomes one of the pool, and that one of the account, which may what the account may", async () => {
    const { status, body } = await exchange(tokenOf());
    expect([status, body.token_type, body.issued_token_type]).toEqual([
      200,
      "Bearer",
      `${URN}:token-type:access_token`,
    ]);
    expect(await list(body.access_token)).toBe(403);
    const { accessToken } = (await asAccount(body.access_token)).body;
    expect(await list(accessToken)).toBe(200);
  });

  test("a form in Google's older spelling says the same", async () => {
    const form = new URLSearchParams({
      audience,
      grant_type: `${URN}:grant-type:token-exchange`,
      requested_token_type: `${URN}:token-type:access_token`,
      subject_token_type: `${URN}:token-type:jwt`,
      subject_token: tokenOf(),
    });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect((await cloud().ask("POST", "sts/v1/token", form.toString(), headers)).status).toBe(200);
  });

  test("the token of an account is good for as long as it was asked for, and at most an hour", async () => {
    const token = await federated();
    const { accessToken, expireTime } = (await asAccount(token, { lifetime: "600s" })).body;
    expect(Math.abs(Date.parse(expireTime) - now() - 600_000)).toBeLessThan(5000);
    pass(9);
    expect(await list(accessToken)).toBe(200);
    pass(2);
    expect(await list(accessToken)).toBe(401);
    expect((await asAccount(token, { lifetime: "7200s" })).status).toBe(400);
    expect((await asAccount(token, { scope: [] })).status).toBe(400);
    pass(60);
    expect((await asAccount(token)).status).toBe(401);
  });

  test("another environment's job is somebody, and not who may act as the account", async () => {
    const token = await federated({ ...JOB, environment: "production" });
    const { status, body } = await asAccount(token);
    expect([status, body.error.message, body.error.details[0].metadata]).toEqual([
      403,
      "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
      { permission: "iam.serviceAccounts.getAccessToken" },
    ]);
  });

  test.each([
    ["the subject", (pool: string) => `principal://${pool}/subject/${JOB.sub}`, 200],
    ["another subject", (pool: string) => `principal://${pool}/subject/${JOB.sub}x`, 403],
    ["everybody of the pool", (pool: string) => `principalSet://${pool}/*`, 200],
    ["another attribute", (pool: string) => `principalSet://${pool}/attribute.ref/staging`, 403],
    ["another pool", (pool: string) => `principalSet://${pool}-other/*`, 403],
  ])("a grant can be to %s", async (_, member, status) => {
    const pool = audience.slice(2).replace(/\/providers\/.*/, "");
    const policy = { bindings: [{ role: "roles/iam.workloadIdentityUser", members: [member(pool)] }] };
    await cloud().ask("POST", `${ACCOUNT}:setIamPolicy`, { policy }, as("owner"));
    expect((await asAccount(await federated())).status).toBe(status);
  });

  test("what it may do is asked by itself", async () => {
    const { accessToken } = (await asAccount(await federated())).body;
    const permissions = ["redis.instances.list", "redis.instances.delete"];
    const path = `cloudresourcemanager/v1/projects/${PROJECT}:testIamPermissions`;
    expect((await cloud().ask("POST", path, { permissions }, as(accessToken))).body).toEqual({
      permissions: ["redis.instances.list"],
    });
    expect((await cloud().ask("POST", path, { permissions }, as("owner"))).body).toEqual({ permissions });
  });
});

describe("nobody signs in", () => {
  const REJECTED = [400, "unauthorized_client", "The given credential is rejected by the attribute condition."];
  const INVALID_TARGET = [
    400,
    "invalid_target",
    'The target service indicated by the "audience" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn\'t exist.',
  ];

  test.each([
    ["another repository", { ...JOB, repository_id: "2" }],
    ["no repository", { sub: JOB.sub, environment: "staging" }],
    ["no environment", { sub: JOB.sub, repository_id: "1" }],
    ["a number for a text", { ...JOB, repository_id: 1 }],
  ])("whom the condition does not let in: %s", async (_, claims) => {
    expect(await refused(tokenOf(claims))).toEqual(REJECTED);
  });

  test("with a token that is too old, from the future, of another issuer, for somebody else or signed by nobody", async () => {
    const HOUR = 3_600_000;
    const other = new TokenIssuer(GITHUB.url);
    const foreign = new TokenIssuer("https://gitlab.com");
    const [head, body] = tokenOf().split(".");
    const unsigned = Buffer.from('{"alg":"none"}').toString("base64url");
    const answers = await Promise.all(
      [
        GITHUB.token(JOB, `https:${audience}`, now() - HOUR),
        GITHUB.token(JOB, `https:${audience}`, now() + HOUR),
        GITHUB.token(JOB, "https://github.com/acme", now()),
        tokenOf(JOB, foreign),
        tokenOf(JOB, other),
        `${head}.${body}.`,
      ].map((token) => refused(token)),
    );
    expect(answers.map(([status, error]) => `${status} ${error}`)).toEqual(Array(6).fill("400 invalid_grant"));
    expect(answers.map(([, , words]) => words.split(" ").slice(0, 3).join(" "))).toEqual([
      "ID Token issued",
      "ID Token issued",
      "The audience in",
      "The issuer in",
      "Invalid ID Token",
      "Invalid ID Token",
    ]);
    for (const token of [`${unsigned}.${body}.`, "", "a.b.c", `${head}.e30`, "null.null.null"]) {
      expect((await refused(token)).slice(0, 2)).toEqual([400, "invalid_request"]);
    }
  });

  test("of an issuer that cannot be reached", async () => {
    await change({ oidc: { issuerUri: "https://gitlab.com" } });
    const token = tokenOf(JOB, new TokenIssuer("https://gitlab.com"));
    expect((await refused(token))[2]).toBe("Error connecting to the given credential's issuer.");
  });

  test("at a provider that has keys of its own, with another's", async () => {
    const other = new TokenIssuer(GITHUB.url);
    await change({ oidc: { issuerUri: GITHUB.url, jwksJson: JSON.stringify({ keys: other.keys }) } });
    expect((await refused(tokenOf()))[2]).toBe("Invalid ID Token signature.");
    expect((await exchange(tokenOf(JOB, other))).status).toBe(200);
  });

  test("where the provider or the pool is off, deleted or unknown, or named by the project's id", async () => {
    const unknown = { audience: `${audience}x` };
    expect(await refused(tokenOf(), unknown)).toEqual(INVALID_TARGET);
    expect((await refused(tokenOf(), { audience: audience.replace(/projects\/\d+/, `projects/${PROJECT}`) }))[1]).toBe(
      "invalid_request",
    );
    await change({ disabled: true });
    expect(await refused(tokenOf())).toEqual(INVALID_TARGET);
    await change({ disabled: false });
    expect((await exchange(tokenOf())).status).toBe(200);
    await cloud().ask("DELETE", `${POOLS}/github`, undefined, as("owner"));
    expect(await refused(tokenOf())).toEqual(INVALID_TARGET);
  });

  test("for anything else than a token for a token", async () => {
    expect((await refused(tokenOf(), { grantType: "authorization_code" }))[1]).toBe("unsupported_grant_type");
    expect((await refused(tokenOf(), { subjectTokenType: `${URN}:token-type:saml2` }))[1]).toBe("invalid_request");
    expect((await refused(tokenOf(), { requestedTokenType: `${URN}:token-type:jwt` }))[1]).toBe("invalid_request");
  });

  test("under a name that is too long", async () => {
    expect((await refused(tokenOf({ ...JOB, sub: "x".repeat(128) })))[2]).toContain("127 bytes");
  });
});

test("a pool that is deleted takes what its tokens gave, until it is restored", async () => {
  const token = await federated();
  await cloud().ask("DELETE", `${POOLS}/github`, undefined, as("owner"));
  expect((await asAccount(token)).status).toBe(401);
  await cloud().ask("POST", `${POOLS}/github:undelete`, {}, as("owner"));
  expect((await asAccount(token)).status).toBe(200);
});

test("an account that is off gives no token", async () => {
  const token = await federated();
  await cloud().ask("POST", `${ACCOUNT}:disable`, {}, as("owner"));
  expect(refusal(await asAccount(token))[0]).toBe(400);
});
