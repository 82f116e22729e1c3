import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DiagnoseReport } from "../../../lineup/src/diagnose/contract";
import { readJson } from "../../../lineup/src/inputs/read";
import { readLive } from "../../../lineup/src/inventory";
import { sessionOf } from "../../../lineup/src/probe/session";
import { render } from "../../../lineup/src/report";
import { ofDiagnose } from "../../../lineup/src/report/of-diagnose";
import { incidentTicket } from "../../../lineup/src/report/ticket";
import { revisionsOf } from "../../../lineup/src/revisions";
import { visibleJson } from "../../../lineup/src/text/plain";
import { synthesize } from "../../../main";
import { Lab } from "../../../rehearsal/breaks/lab";
import { AUTH, BACKEND_NAME, BUCKET, SECRET, STATE } from "../../../rehearsal/breaks/names";
import { changed, says, withVariables } from "../../../rehearsal/breaks/services";
import { environmentFor } from "../../../rehearsal/endpoints";
import { secretsIn } from "../../../rehearsal/objects";
import { BACKEND, PROJECT, REDIS } from "../../../rehearsal/scenarios/incident/names";
import type { CloudObject } from "../../../rehearsal/server/store";
import { temporaryFolder } from "../../support/folder";

const out = temporaryFolder();
let lab: Lab;
let report: DiagnoseReport;

/** Each is planted at one place, so that what tells it says where it is from. */
const PLANTED = {
  variable: "hunter2-of-a-variable",
  url: "hunter3-in-a-url",
  line: "hunter4-in-a-line",
  token: "ya29.hunter5-in-a-line",
  state: "hunter6-of-the-state",
  audit: "hunter7-of-the-audit-log",
  annotation: "hunter8-of-an-annotation",
  payload: "hunter9-of-a-secret",
  lock: "hunter10-of-a-lock",
  errored: "hunter11-of-errored-tfstate",
} as const;

beforeAll(async () => {
  synthesize(out);
  lab = await Lab.open(join(out, "stacks/staging"));
  const hands = lab.hands();
  const data = Buffer.from(PLANTED.payload).toString("base64");
  await hands.callApi("POST", `${SECRET}:addVersion`, { payload: { data } });
  await withVariables(hands, BACKEND, {
    REDIS_PASSWORD: PLANTED.variable,
    REDIS_HOST: undefined,
    REDIS_URL: `redis://user:${PLANTED.url}@localhost:6379/0`,
  });
  await changed(hands, AUTH, (template) => {
    template.annotations = { "example.com/note": PLANTED.annotation };
  });
  await says(
    hands,
    BACKEND,
    `WRONGPASS invalid username-password pair for redis://user:${PLANTED.line}@10.166.0.3:6379`,
    `Failed services: [redis] password=${PLANTED.line} authorization: Bearer ${PLANTED.token}`,
    `connect ETIMEDOUT redis://:${PLANTED.line}@10.166.0.3:6379`,
  );
  plantInAudit();
  await plantInState();
  await hands.callApi("PATCH", `${REDIS}?updateMask=authEnabled`, { authEnabled: false });
  report = await lab.diagnose();
});
afterAll(() => lab.close());

function plantInAudit(): void {
  const { store } = lab.cloud.cloud;
  for (const { name, thing } of [...store.matching(/^logging\/.*\/entries$/)]) {
    const payload = thing.protoPayload as CloudObject | undefined;
    if (!payload) continue;
    const planted = { request: { password: PLANTED.audit }, status: { message: PLANTED.audit } };
    store.put(name, { ...thing, protoPayload: { ...payload, ...planted } });
  }
}

async function plantInState(): Promise<void> {
  const { callApi } = lab.hands();
  const state = JSON.parse(lab.cloud.objects.read(BUCKET, STATE) ?? "{}") as CloudObject;
  const put = (name: string, body: unknown) =>
    callApi("POST", `upload/storage/v1/b/${BUCKET}/o?uploadType=media&name=${encodeURIComponent(name)}`, body);
  await put(STATE, { ...state, outputs: { password: { value: PLANTED.state, type: "string", sensitive: true } } });
  await put(STATE.replace(/tfstate$/, "tflock"), {
    ID: "9db590f1-b6fe-c5f2-2678-8804f089deba",
    Operation: "OperationTypeApply",
    Info: `TF_VAR_password=${PLANTED.lock}`,
    Who: "ana@laptop",
    Version: "1.11.4",
    Created: new Date(Date.now() - 7_200_000).toISOString(),
    Path: "",
  });
  const errored = { ...state, serial: Number(state.serial) + 1, check_results: null, lineage: PLANTED.errored };
  writeFileSync(join(lab.folder, "errored.tfstate"), JSON.stringify(errored));
}

/** However it is written. */
function expectNothingIn(text: string): void {
  const all = [...Object.values(PLANTED), ...secretsIn(lab.cloud.cloud.store)];
  const forms = all.flatMap((one) => [one, Buffer.from(one).toString("base64"), encodeURIComponent(one)]);
  expect(forms.filter((form) => text.includes(form))).toEqual([]);
}

test("what was planted is in the world, and was found to be broken", () => {
  expect(report.verdict).toBe("broken");
  const codes = report.causes.map(({ code }) => code);
  expect(codes.length).toBeGreaterThan(3);
  expect(JSON.stringify(lab.cloud.cloud.store.contents())).toContain(PLANTED.variable);
});

test.each(["text", "json", "markdown", "html", "sarif"] as const)("no secret is in the diagnosis as %s", (format) => {
  const terminal = { width: 100, colour: false, isTerminal: false, quiet: false };
  expectNothingIn(render(report, { toReport: ofDiagnose }, format, terminal as never));
});

test("no secret is in the bundle: neither in the ticket nor in its JSON", () => {
  expectNothingIn(incidentTicket(report));
  expectNothingIn(visibleJson(report));
});

test("no secret is in the list of revisions that can be gone back to", async () => {
  const session = await sessionOf(
    { project: PROJECT },
    { send: lab.send, env: environmentFor(lab.cloud.url, {}), wait: async () => {} },
  );
  const inventory = await readLive({ project: PROJECT }, { get: session.get, env: session.env, wait: session.wait });
  const model = readJson(inventory, "live");
  const revisions = await revisionsOf(session, { model }, { name: BACKEND_NAME, region: "us-central1" });
  expect(revisions.length).toBeGreaterThan(2);
  expectNothingIn(JSON.stringify(revisions));
});
