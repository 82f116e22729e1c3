import { join } from "node:path";
import { permissionsOfMethod } from "../../../facts/google-apis/iam";
import { NONE } from "../../../facts/google-apis/more-permissions";
import type { DiagnoseReport } from "../../../lineup/src/diagnose/contract";
import type { Send } from "../../../lineup/src/google/send";
import { synthesize } from "../../../main";
import { named } from "../../../rehearsal/breaks";
import type { Break } from "../../../rehearsal/breaks/break";
import { Lab } from "../../../rehearsal/breaks/lab";
import { falseCertainties } from "../../../rehearsal/breaks/limits";
import { temporaryFolder } from "../../support/folder";

/** One of each kind. Each permission is missing from three of them in turn: all together take a quarter of an hour. */
const SAMPLE = [
  "connector detached",
  "deny rule",
  "peering deleted",
  "redis replaced",
  "redis deleted",
  "localhost in another variable",
  "REDIS_HOST missing",
  "secret version destroyed",
  "account disabled",
  "revision failed",
  "traffic on an old address",
  "service deleted",
  "lock left behind",
  "API disabled",
  "start gave up",
].map(named);

const out = temporaryFolder();
let lab: Lab;
const whole = new Map<Break, DiagnoseReport>();
const asked = new Set<string>();

beforeAll(async () => {
  synthesize(out);
  lab = await Lab.open(join(out, "stacks/staging"));
  for (const one of SAMPLE) {
    lab.restore();
    await lab.breaks(one);
    const before = lab.cloud.asked.length;
    whole.set(one, await lab.diagnose());
    for (const { called } of lab.cloud.asked.slice(before)) if (called !== undefined) asked.add(called);
  }
});
afterEach(() => lab.restore());
afterAll(() => lab.close());

/** How it is looked at with less, and how many requests were refused then. */
async function looked(one: Break, send?: Send): Promise<string[]> {
  const before = lab.cloud.asked.length;
  const report = await lab.diagnose(send === undefined ? {} : { send });
  const answers = lab.cloud.asked.slice(before);
  const refused = answers.filter(
    ({ status, called = "" }) =>
      status >= 400 && status !== 404 && !REPLACED.includes(permissionsOfMethod(called)?.[0] ?? ""),
  ).length;
  const full = whole.get(one);
  if (!full) throw new Error(`${one.id} was not looked at whole`);
  return falseCertainties(one, full, report, refused).map((sentence) => `${one.id}: ${sentence}`);
}

const inTurn = (index: number) => [0, 5, 10].flatMap((from) => SAMPLE[(from + index) % SAMPLE.length] ?? []);

/** Where Resource Manager is out of reach, the number of the project is found in another way: nothing is missing then. */
const REPLACED = ["resourcemanager.projects.get"];

const permissions = () =>
  [...new Set([...asked].flatMap((id) => permissionsOfMethod(id) ?? []))].filter((one) => one !== NONE).sort();

test("without any one permission nothing wrong is called certain, and the gap is said", async () => {
  const wrong: string[] = [];
  expect(permissions().length).toBeGreaterThan(20);
  for (const [index, permission] of permissions().entries()) {
    for (const one of inTurn(index)) {
      lab.restore();
      await lab.breaks(one);
      lab.cloud.deny({ permission });
      wrong.push(...(await looked(one)).map((sentence) => `without ${permission}, ${sentence}`));
    }
  }
  expect(wrong).toEqual([]);
}, 1_200_000);

const APIS = [
  "compute",
  "redis",
  "vpcaccess",
  "run",
  "secretmanager",
  "iam",
  "logging",
  "storage",
  "servicenetworking",
];

test.each([...APIS, "cloudresourcemanager", "networkconnectivity", "serviceusage"])(
  "while %s answers 503, nothing wrong is called certain, and the gap is said",
  async (api) => {
    const wrong: string[] = [];
    for (const one of inTurn(api.length)) {
      lab.restore();
      await lab.breaks(one);
      lab.cloud.expect({ path: new RegExp(`^/${api}/`), times: Number.POSITIVE_INFINITY, does: { status: 503 } });
      wrong.push(...(await looked(one)));
    }
    expect(wrong).toEqual([]);
  },
  300_000,
);

test("an API that never answers keeps nobody else from being looked at", async () => {
  const [one] = SAMPLE.filter(({ id }) => id === "deny rule");
  if (!one) throw new Error("there is a deny rule in the sample");
  await lab.breaks(one);
  const hanging =
    (api: string): Send =>
    (request) =>
      new URL(request.url).pathname.startsWith(`/${api}/`) ? new Promise(() => {}) : lab.send(request);
  const all = await Promise.all(
    APIS.map(async (api) => [api, await lab.diagnose({ send: hanging(api), patience: 2_000 })] as const),
  );
  for (const [api, report] of all) {
    expect([api, falseCertainties(one, whole.get(one) as DiagnoseReport, report, 1)]).toEqual([api, []]);
  }
});
