import { permissionsOfRole, predefinedRoles } from "../../facts/google-apis/iam";
import { type Grant, grantsOf, IDENTITIES, type Identity } from "../../facts/identities";
import { roleWith } from "../../lineup/src/google/permissions";
import { SOURCES } from "../../lineup/src/inventory";
import { methodsOf, readRequests } from "../../rehearsal/recording/requests";
import { GOES_ON_WITHOUT, meets, missing, needsOf, permissionsOf } from "../support/needed-permissions";

const identities = Object.keys(IDENTITIES) as Identity[];
const grants = identities.flatMap((identity) =>
  grantsOf(identity).map((grant): [Identity, string, Grant] => [identity, grant.role, grant]),
);
const isPredefined = ({ permissions }: Grant) => permissions === undefined;

test.each(identities)("%s may do everything that it asks", (identity) => {
  expect(missing(identity)).toEqual([]);
});

test.each(grants)("without its grant, %s lacks something that %s gives", (identity, _, grant) => {
  const others = grantsOf(identity).filter((one) => one !== grant);
  expect(missing(identity, others)).not.toEqual([]);
});

test("what is missing is named with its method and the smallest role that has it", () => {
  const others = grantsOf("plan").filter(({ role }) => role !== "lineupPlan");
  expect(missing("plan", others)).toEqual([
    "plan lacks redis.instances.getAuthString on project, for redis.projects.locations.instances.getAuthString: roles/redis.admin has it",
  ]);
});

test("the role that lineup advises where it may not read is one of those that its page lists", () => {
  const roles = grantsOf("inventory").map(({ role }) => role);
  const custom = grantsOf("inventory").flatMap(({ permissions = [] }) => permissions);
  const others = SOURCES.flatMap(({ permissions }) => permissions)
    .filter((permission) => !custom.includes(permission))
    .map((permission) => [permission, roleWith(permission)]);
  expect(others.length).toBeGreaterThan(15);
  expect(others.filter(([, role]) => !roles.includes(String(role)))).toEqual([]);
});

test("a grant on the bucket gives nothing on the project, and one on an account nothing on another thing", () => {
  const onBucket = { ...needed("plan", "roles/storage.objectViewer"), on: "accounts of the services" as const };
  const rest = grantsOf("plan").filter(({ role }) => role !== "roles/storage.objectViewer");
  expect(missing("plan", [...rest, onBucket]).join()).toContain("storage.objects.get on bucket");
});

describe.each(grants.filter(([, , grant]) => isPredefined(grant)))("%s: %s", (identity, role, grant) => {
  test("is a role that there is", () => {
    expect(predefinedRoles()).toContain(role);
  });

  test("cannot be replaced by a predefined role that allows less", () => {
    const others = grantsOf(identity).filter((one) => one !== grant);
    const held = new Set(permissionsOf(grant));
    const smaller = predefinedRoles().filter((one) => {
      const permissions = permissionsOfRole(one) ?? [];
      return permissions.length < held.size && permissions.every((permission) => held.has(permission));
    });
    const enough = smaller.filter((one) => missing(identity, [...others, { ...grant, role: one }]).length === 0);
    expect(enough).toEqual([]);
  });

  test("says why, where it allows to change or to use more than is needed", () => {
    const needs = needsOf(identity).filter((need) => meets(grant, need));
    const spare = permissionsOf(grant).filter((one) => !needs.some(({ permission }) => permission === one));
    expect(grant.beyond === undefined ? spare.filter((one) => !ONLY_READS.test(one)) : []).toEqual([]);
  });
});

const ONLY_READS = /\.(get|list|analyze|test)[A-Z]?\w*$/;

test.each(grants.filter(([, , grant]) => !isPredefined(grant)))(
  "%s: %s is a custom role of what is needed",
  (identity, role, grant) => {
    expect(role).toMatch(/^[a-zA-Z0-9_.]{3,64}$/);
    const others = grantsOf(identity).filter((one) => one !== grant);
    const unneeded = permissionsOf(grant).filter((left) => {
      const permissions = permissionsOf(grant).filter((one) => one !== left);
      return missing(identity, [...others, { ...grant, permissions }]).length === 0;
    });
    expect(unneeded).toEqual([]);
  },
);

test("what is asked and may be refused was asked", () => {
  const recording = readRequests();
  if (!recording) throw new Error("there is a recording");
  expect(methodsOf(recording, "bootstrap").map(({ method }) => method)).toContain("compute.projects.get");
  expect(Object.keys(GOES_ON_WITHOUT.bootstrap ?? {})).toEqual(["compute.projects.get"]);
});

function needed(identity: Identity, role: string): Grant {
  const found = grantsOf(identity).find((one) => one.role === role);
  if (!found) throw new Error(`${identity} has ${role}`);
  return found;
}
