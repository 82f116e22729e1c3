import { revisions } from "../../../src/diagnose/parts/revisions";
import { denied, google } from "./google";
import { env, type Json, PROJECT, REDIS, REGION, revision, service, short, told } from "./scene";

const API = "google_cloud_run_v2_service.acme-api";
const AT = `projects/${PROJECT}/locations/${REGION}/services/acme-api`;
const [OLD, NEW] = ["acme-api-00001-old", "acme-api-00002-new"];
const READY = env({ REDIS_HOST: "10.166.0.3" });
const STALE = env({ REDIS_HOST: "10.9.0.9" });
const to = (name: string) => [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", revision: name, percent: 100 }];

const failed = service("acme-api", READY, {
  latest_ready_revision: `x/${OLD}`,
  terminal_condition: [{ type: "Ready", state: "CONDITION_FAILED", reason: "CONTAINER_FAILED" }],
});
const pinned = (until: string) => ({
  resources: [REDIS, revision("acme-api", OLD, READY), service("acme-api", READY, { traffic: to(OLD) })],
  config: { resource: {} },
  expected: { "acme-api": { requires: [], domains: [], traffic: { revision: OLD, reason: "1.43 fails", until } } },
});

test("where the newest revision serves, there is nothing to say", async () => {
  expect((await told(revisions, { resources: [REDIS, service("acme-api", READY)] })).clues).toEqual([]);
});

test("a newest revision that never became ready is found, and which one serves", async () => {
  const said = await told(revisions, { resources: [REDIS, failed, revision("acme-api", OLD, READY)] });
  expect(short(said)).toEqual([["REVISION_FAILED", "likely", API]]);
  expect(said.clues[0]?.message).toBe(
    `its newest revision ${NEW} never became ready (CONTAINER_FAILED), and ${OLD} serves`,
  );
  expect(said.clues[0]?.explainedBy).toContain("VARIABLE_MISSING");
});

test("a pin that has ended and still holds the requests is possible to be missed", async () => {
  expect(short(await told(revisions, pinned("2026-11-28")))).toEqual([["TRAFFIC_PIN_ENDED", "possible", API]]);
});

test("a pin holds through its day", async () => {
  expect((await told(revisions, pinned("2026-11-29"))).clues).toEqual([]);
});

test("requests on a revision with an old address are no cause where the newest is no better", async () => {
  const resources = [REDIS, revision("acme-api", OLD, STALE), service("acme-api", STALE, { traffic: to(OLD) })];
  const body = (name: string, variables: Json) => ({
    name: `${AT}/revisions/${name}`,
    containers: [{ env: variables }],
  });
  const { send } = google((path) => {
    if (path === AT) return { name: AT, latestReadyRevision: `${AT}/revisions/${NEW}`, trafficStatuses: to(OLD) };
    return path === `${AT}/revisions` ? { revisions: [body(NEW, STALE), body(OLD, STALE)] } : undefined;
  });
  expect((await told(revisions, { resources, send })).clues).toEqual([]);
});

test("what may not be listed is a gap, where requests are held on a revision that does not reach Redis", async () => {
  const resources = [REDIS, revision("acme-api", OLD, STALE), service("acme-api", READY, { traffic: to(OLD) })];
  const { send } = google(() => denied);
  const said = await told(revisions, { resources, send });
  expect(said.clues).toEqual([]);
  expect(said.gaps).toEqual([
    expect.stringMatching(/^what the other revisions of acme-api would do could not be read: 403/),
  ]);
});
