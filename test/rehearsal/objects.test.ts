import { objectOf, objectsIn, orphans, secretsIn } from "../../rehearsal/objects";
import { type CloudObject, Store } from "../../rehearsal/server/store";

const PROJECT = "projects/netra-staging";
const cloudOf = (things: Record<string, CloudObject>) => {
  const store = new Store();
  for (const [name, thing] of Object.entries(things)) store.put(name, thing);
  return store;
};
const stateOf = (...resources: [type: string, values: Record<string, unknown>][]) => ({
  values: { root_module: { resources: resources.map(([type, values]) => ({ mode: "managed", type, values })) } },
});

test("objects that Google puts into a project are not listed as created", () => {
  const store = cloudOf({
    "cloudresourcemanager/projects/netra-staging": {},
    [`compute/${PROJECT}/global/networks/default`]: {},
    [`compute/${PROJECT}/global/routes/default-route-r`]: {},
    [`secretmanager/${PROJECT}/secrets/s/versions/1/payload`]: { data: "" },
    [`run/${PROJECT}/locations/r/services/s/revisions/s-00001-reh`]: {},
    [`iam/${PROJECT}/serviceAccounts/1-compute@developer.gserviceaccount.com`]: {},
  });
  expect(objectsIn(store)).toEqual([]);
});

test("a rule created by hand is in the cloud and not in the state", () => {
  const [ours, theirs] = ["ours", "theirs"].map((name) => `${PROJECT}/global/firewalls/${name}`);
  const store = cloudOf({ [`compute/${ours}`]: {}, [`compute/${theirs}`]: {} });
  const state = stateOf(["google_compute_firewall", { id: ours }]);
  expect(orphans(store, state)).toEqual({ unknown: [`compute/${theirs}`], gone: [] });
});

test("what was deleted by hand is in the state and not in the cloud", () => {
  const state = stateOf(["google_redis_instance", { id: `${PROJECT}/locations/r/instances/i` }]);
  expect(orphans(new Store(), state)).toEqual({ unknown: [], gone: [`redis/${PROJECT}/locations/r/instances/i`] });
});

test("a grant is an object of its own, by what it is on, its role and its member", () => {
  const secret = `${PROJECT}/secrets/auth`;
  const bindings = [{ role: "roles/secretmanager.secretAccessor", members: ["serviceAccount:a@b"] }];
  const store = cloudOf({ [`secretmanager/${secret}/iamPolicy`]: { bindings } });
  const id = `${secret}/roles/secretmanager.secretAccessor/serviceAccount:a@b`;
  expect(orphans(store, stateOf(["google_secret_manager_secret_iam_member", { id }]))).toEqual({
    unknown: [],
    gone: [],
  });
});

test("a NAT is known though the cloud keeps it in its router", () => {
  const router = `${PROJECT}/regions/r/routers/router`;
  const store = cloudOf({ [`compute/${router}`]: { nats: [{ name: "nat" }] } });
  const state = stateOf(
    ["google_compute_router", { id: router }],
    ["google_compute_router_nat", { id: "netra-staging/r/router/nat" }],
  );
  expect(orphans(store, state)).toEqual({ unknown: [], gone: [] });
});

test("a version of a secret that was destroyed is there no more", () => {
  expect(objectsIn(cloudOf({ [`secretmanager/${PROJECT}/secrets/s/versions/1`]: { state: "DESTROYED" } }))).toEqual([]);
});

test("a version that a known secret has left behind is no orphan, one of an unknown secret is", () => {
  const [ours, theirs] = ["ours", "theirs"].map((name) => `${PROJECT}/secrets/${name}`);
  const store = cloudOf({
    [`secretmanager/${ours}`]: {},
    [`secretmanager/${ours}/versions/1`]: { state: "ENABLED" },
    [`secretmanager/${theirs}/versions/1`]: { state: "ENABLED" },
  });
  const state = stateOf(["google_secret_manager_secret", { id: ours }]);
  expect(orphans(store, state)).toEqual({ unknown: [`secretmanager/${theirs}/versions/1`], gone: [] });
});

test("a type that is not known is said, instead of counted as gone", () => {
  expect(() => objectOf("google_sql_database_instance", { id: "i" })).toThrow(
    "the name of a google_sql_database_instance in the loopback cloud is unknown - add the type to rehearsal/objects.ts",
  );
});

test("secrets are Redis's AUTH strings and what the versions hold", () => {
  const store = cloudOf({
    [`redis/${PROJECT}/locations/r/instances/i/auth`]: { string: "auth" },
    [`secretmanager/${PROJECT}/secrets/s/versions/1`]: { state: "ENABLED" },
    [`secretmanager/${PROJECT}/secrets/s/versions/1/payload`]: { data: Buffer.from("held").toString("base64") },
  });
  expect(secretsIn(store).sort()).toEqual(["auth", "held"]);
});
