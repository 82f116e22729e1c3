import { ACCOUNTS, CONNECTORS, History, REDIS, SECRETS } from "./history";

// Each revision against the Redis of today. The newest comes first.

let past: History;
beforeEach(async () => {
  past = await History.open();
});
afterEach(() => past.close());

const reachable = ["reachable"];

test("where only the image was changed, all of them reach it", async () => {
  await past.releases();
  await past.releases();
  expect(await past.told()).toEqual([reachable, reachable, reachable]);
});

test("a Redis that was replaced in between: what holds the address of the old one is blocked", async () => {
  await past.releases();
  const host = await past.replacesRedis();
  expect(host).not.toBe(past.host);
  await past.releases({ env: past.env({ host }) });
  const stale = ["blocked", "ADDRESS_MISMATCH"];
  expect(await past.told()).toEqual([reachable, stale, stale]);
});

test("AUTH that was turned on in between: what is given no password is blocked", async () => {
  await past.releases({ account: "api" });
  await past.keepsSecret(1);
  await past.redis({ authEnabled: true });
  await past.releases({ account: "api", env: past.env({ password: "1" }) });
  const without = ["blocked", "AUTH_NOT_GIVEN"];
  expect(await past.told()).toEqual([reachable, without, without]);
});

test("AUTH that nobody is given the password of leaves all of them unknown: the app may fetch it", async () => {
  await past.releases();
  await past.redis({ authEnabled: true });
  const open = ["unknown", "AUTH_NOT_GIVEN"];
  expect(await past.told()).toEqual([open, open]);
});

test("AUTH that was rotated: an older version of the password may be the old one", async () => {
  await past.keepsSecret(1);
  await past.redis({ authEnabled: true });
  await past.releases({ account: "api", env: past.env({ password: "1" }) });
  await past.addsVersion();
  await past.releases({ account: "api", env: past.env({ password: "2" }) });
  const [now, before] = await past.revisions();
  expect(now?.verdict).toBe("reachable");
  expect(before?.verdict).toBe("unknown");
  expect(before?.causes.map(({ message }) => message)).toEqual([
    "it reads version 1 of google_secret_manager_secret.redis-auth, of which 2 is the newest: whether version 1 still holds the AUTH string of google_redis_instance.acme-redis is not read",
  ]);
});

test("a password whose latest version is read at each start is that of today", async () => {
  await past.keepsSecret(1);
  await past.redis({ authEnabled: true });
  await past.releases({ account: "api", env: past.env({ password: "latest" }) });
  await past.addsVersion();
  await past.releases({ account: "api", env: past.env({ password: "latest" }) });
  expect((await past.told()).slice(0, 2)).toEqual([reachable, reachable]);
});

test("TLS that was turned on in between: another port, and another Redis", async () => {
  await past.releases();
  await past.live.does("DELETE", `${REDIS}/acme-redis`);
  await past.live.make(`${REDIS}?instanceId=acme-redis`, {
    tier: "BASIC",
    memorySizeGb: 1,
    authorizedNetwork: "projects/acme-staging/global/networks/acme-vpc",
    connectMode: "PRIVATE_SERVICE_ACCESS",
    transitEncryptionMode: "SERVER_AUTHENTICATION",
  });
  const { host, port } = await past.live.does("GET", `${REDIS}/acme-redis`);
  await past.releases({ env: past.env({ host, port: String(port) }) });
  await past.releases({ env: past.env({ host }) });
  const [wrongPort, now, before] = await past.told();
  expect(now).toEqual(reachable);
  expect(wrongPort?.[0]).toBe("blocked");
  expect(before?.[0]).toBe("blocked");
});

test("a version of a secret that was destroyed is read by nobody", async () => {
  await past.keepsSecret(2);
  await past.redis({ authEnabled: true });
  await past.releases({ account: "api", env: past.env({ password: "1" }) });
  await past.releases({ account: "api", env: past.env({ password: "2" }) });
  await past.live.does("POST", `${SECRETS}/redis-auth/versions/1:destroy`, {});
  const [now, before] = await past.told();
  expect(now).toEqual(reachable);
  expect(before?.[0]).toBe("blocked");
  expect(before).toContain("SECRET_NOT_READABLE");
});

test("a secret that only an older revision names is asked for, and is unknown where it may not be", async () => {
  await past.keepsSecret(1);
  await past.redis({ authEnabled: true });
  await past.releases({ account: "api", env: past.env({ password: "latest" }) });
  await past.redis({ authEnabled: false });
  await past.releases({ account: "api" });
  expect((await past.told()).slice(0, 2)).toEqual([reachable, reachable]);
  const shut: typeof past.send = (request) =>
    request.url.includes("/secrets/redis-auth/versions")
      ? Promise.resolve({ status: 403, body: { error: { status: "PERMISSION_DENIED" } }, retryAfter: undefined })
      : past.send(request);
  expect((await past.told(shut)).slice(0, 2)).toEqual([reachable, ["unknown", "SECRET_NOT_READABLE"]]);
});

test("a connector that was renamed, deleted or is on another network now", async () => {
  await past.releases();
  const other = { network: "acme-vpc", ipCidrRange: "10.2.1.0/28", minInstances: 2, maxInstances: 3 };
  await past.live.make(`${CONNECTORS}?connectorId=acme-other`, other);
  await past.releases({ connector: "acme-other" });
  await past.live.does("DELETE", `${CONNECTORS}/acme-conn`);
  expect((await past.told()).map(([verdict]) => verdict)).toEqual(["reachable", "blocked", "blocked"]);
  await past.live.make("compute/v1/projects/acme-staging/global/networks", {
    name: "else",
    autoCreateSubnetworks: false,
  });
  await past.live.make(`${CONNECTORS}?connectorId=acme-conn`, {
    ...other,
    network: "else",
    ipCidrRange: "10.2.2.0/28",
  });
  const elsewhere = ["blocked", "GOOGLE_MANAGED_SERVICE_NO_PEERING"];
  expect(await past.told()).toEqual([reachable, elsewhere, elsewhere]);
});

test("an account that was deleted runs nothing", async () => {
  for (const name of ["api", "older"]) await past.hasAccount(name);
  await past.releases({ account: "older" });
  await past.releases({ account: "api" });
  await past.live.does("DELETE", `${ACCOUNTS}/older@acme-staging.iam.gserviceaccount.com`);
  expect((await past.told()).slice(0, 2)).toEqual([reachable, ["blocked", "ACCOUNT_UNAVAILABLE"]]);
});

test("a revision that has no connector, or no address, does not reach what the others do", async () => {
  await past.releases({ connector: null });
  await past.releases({ env: [] });
  await past.releases();
  expect(await past.told()).toEqual([
    reachable,
    ["unknown", "VARIABLE_MISSING"],
    ["blocked", "VPC_CONNECTOR_NOT_SET"],
    reachable,
  ]);
});
