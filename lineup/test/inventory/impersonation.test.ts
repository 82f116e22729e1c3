import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { LiveProject, PROJECT } from "./live";
import { run as lineup } from "./run";

jest.setTimeout(60_000);

let live: LiveProject;
beforeAll(async () => {
  live = await LiveProject.open();
  await live.settle();
});
afterAll(() => live.close());

describe("as another account", () => {
  const ACCOUNT = "reader@acme-staging.iam.gserviceaccount.com";
  let issuer: Server;
  let asked: { method: string | undefined; url: string | undefined; token: string | undefined }[];
  let answer: { status: number; body: object };
  beforeAll(async () => {
    issuer = createServer(({ method, url, headers }, response) => {
      asked.push({ method, url, token: headers.authorization });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
    });
    await new Promise<void>((ready) => issuer.listen(0, "127.0.0.1", ready));
  });
  afterAll(() => issuer.close());
  beforeEach(() => {
    asked = [];
  });

  const endpoint = () => `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/v1/`;
  const run = () =>
    lineup(live, tmpdir(), ["inventory", "--project", PROJECT, "--impersonate", ACCOUNT], {
      GOOGLE_IAM_CREDENTIALS_CUSTOM_ENDPOINT: endpoint(),
    });

  test("a token of its own is asked for, once, and nothing else but read", async () => {
    answer = { status: 200, body: { accessToken: "its-own", expireTime: "2099-01-01T00:00:00Z" } };
    const before = live.cloud.asked.length;
    expect((await run()).status).toBe(0);
    const url = `/v1/projects/-/serviceAccounts/${ACCOUNT}:generateAccessToken`;
    expect(asked).toEqual([{ method: "POST", url, token: "Bearer rehearsal" }]);
    const writes = live.cloud.asked.slice(before).filter(({ method }) => method !== "GET");
    // The policy of a project is read by POST.
    expect(writes.filter(({ path }) => !path.endsWith(":getIamPolicy"))).toEqual([]);
  });

  test("who may not is told what it takes, and nothing of what was sent", async () => {
    answer = { status: 403, body: { error: { code: 403, message: "Bearer rehearsal", status: "PERMISSION_DENIED" } } };
    const { status, stdout, stderr } = await run();
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`cannot impersonate ${ACCOUNT}: grant them roles/iam.serviceAccountTokenCreator on it`);
    expect(stderr).not.toContain("Bearer");
  });

  test("another reason than a permission is said as it is, and nothing of what was sent", async () => {
    const details = [{ reason: "USER_PROJECT_DENIED", metadata: { consumer: "projects/1" } }];
    const error = { code: 403, message: "Bearer rehearsal", status: "PERMISSION_DENIED", details };
    answer = { status: 403, body: { error } };
    const { status, stderr } = await run();
    expect(status).toBe(2);
    expect(stderr).toContain(`cannot impersonate ${ACCOUNT}: 403: these credentials may not use their quota project`);
    expect(stderr).not.toContain("Bearer");
  });
});
