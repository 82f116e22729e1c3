import { type Grant, grantsOf } from "../../../facts/identities";
import { readJson } from "../../src/inputs/read";
import type { Inventory } from "../../src/inventory";
import type { Get } from "../../src/inventory/reader";
import { judge } from "../../src/verify";
import { LiveProject, PROJECT, REGION } from "./live";

// The inventory under exactly the roles that docs/inventory.md names, in a project that enforces them.

const at = `projects/${PROJECT}`;
const READER = `reader@${PROJECT}.iam.gserviceaccount.com`;
const API = `api@${PROJECT}.iam.gserviceaccount.com`;
const SECRET = `secretmanager/v1/${at}/secrets/redis-auth`;
const ROLES = grantsOf("inventory");

jest.setTimeout(60_000);

let live: LiveProject;
beforeAll(async () => {
  live = await LiveProject.open();
  const host = await live.settle();
  await live.make(`iam/v1/${at}/serviceAccounts`, { accountId: "api", serviceAccount: {} });
  await live.make(`secretmanager/v1/${at}/secrets?secretId=redis-auth`, { replication: { automatic: {} } });
  await live.make(`${SECRET}:addVersion`, { payload: { data: "aHVudGVyMg==" } });
  await live.make(`dns/v1/${at}/managedZones`, {
    name: "internal",
    dnsName: "acme.internal.",
    description: "",
    visibility: "private",
    privateVisibilityConfig: {
      networks: [{ networkUrl: `https://www.googleapis.com/compute/v1/${at}/global/networks/acme-vpc` }],
    },
  });
  await live.make(`dns/v1/${at}/managedZones/internal/rrsets`, {
    name: "redis.acme.internal.",
    type: "A",
    ttl: 300,
    rrdatas: [host],
  });
  const valueSource = { secretKeyRef: { secret: "redis-auth", version: "latest" } };
  const env = [
    { name: "REDIS_HOST", value: "redis.acme.internal" },
    { name: "REDIS_PASSWORD", valueSource },
  ];
  await live.does("DELETE", `run/v2/${at}/locations/${REGION}/services/acme-api`);
  await live.service("acme-api", env, {}, { serviceAccount: API });
  for (const { role, permissions } of ROLES) if (permissions) await makeRole(role, permissions);
  live.cloud.cloud.iam.enforce([READER]);
});
afterAll(() => live.close());

function makeRole(roleId: string, includedPermissions: readonly string[]) {
  return live.make(`iam/v1/${at}/roles`, { roleId, role: { title: roleId, stage: "GA", includedPermissions } });
}

/** As the owner of the project does it: the reader gets these roles, and the service's account its secret. */
async function granted(roles: readonly Grant[]): Promise<void> {
  const bindings = roles.map(({ role, permissions }) => ({
    role: permissions ? `${at}/roles/${role}` : role,
    members: [`serviceAccount:${READER}`],
  }));
  const accessor = { role: "roles/secretmanager.secretAccessor", members: [`serviceAccount:${API}`] };
  await live.make(`cloudresourcemanager/v1/${at}:setIamPolicy`, { policy: { bindings: [...bindings, accessor] } });
}

/** With the reader's token. */
const get: Get = async (url, readsPolicy) => {
  const response = await fetch(url, {
    method: readsPolicy ? "POST" : "GET",
    headers: { authorization: `Bearer ${READER}` },
  });
  return { status: response.status, body: await response.json(), retryAfter: undefined };
};

function verdictOf(inventory: Inventory) {
  return judge(readJson(JSON.parse(JSON.stringify(inventory)), "live.json")).verdict;
}

test("the documented roles read everything, and the verdict is reachable", async () => {
  await granted(ROLES);
  const inventory = await live.read(get);
  expect(inventory.unread).toEqual([]);
  expect(inventory.disabled).toEqual([]);
  expect(verdictOf(inventory)).toBe("reachable");
});

test.each(ROLES)(
  "without $role the gap names the permission and a role that has it, and the verdict is unknown",
  async ({ role, permissions }) => {
    await granted(ROLES.filter((one) => one.role !== role));
    const inventory = await live.read(get);
    const ways = inventory.unread.map(({ why }) => why);
    expect(ways.length).toBeGreaterThan(0);
    for (const why of ways)
      expect(why).toMatch(
        /grant the permission [\w.]+, for example with roles\/[\w.]+|the networks could not be listed/,
      );
    if (!permissions) expect(ways.join("\n")).toContain(role);
    expect(verdictOf(inventory)).toBe("unknown");
  },
);
