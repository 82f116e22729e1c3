import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adoptionCases } from "../../corpus/adoptions";
import { PROJECT } from "../../corpus/adoptions/case";
import { type PlannedChange, type RecordedWorld, readAdoption, readWorld } from "../../corpus/adoptions/recording";
import { withoutPlaces } from "../../facts/attribute-path";
import { Foretelling, type Foretold } from "../../lineup/src/adopt/foretell";
import type { Model } from "../../lineup/src/inputs/model";
import { readFile } from "../../lineup/src/inputs/read";
import { synthesize } from "../../main";
import { OWNER_TOKEN } from "../../rehearsal/endpoints";
import { become, liveModel } from "../../rehearsal/recording/adoptions/world";
import type { ChangedCloud } from "../../rehearsal/recording/out-of-band";
import { LoopbackCloud } from "../../rehearsal/server/http";

let cloud: LoopbackCloud;
let stack: Model;
const folder = mkdtempSync(join(tmpdir(), "adoptions-"));

beforeAll(async () => {
  cloud = await LoopbackCloud.start();
  synthesize(folder);
  stack = readFile(join(folder, "stacks/staging/cdk.tf.json"));
});

afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

/** A request as gcloud makes it. */
const changed = (cloud: LoopbackCloud): ChangedCloud => ({
  cloud,
  callApi: async (method, path, body) => {
    const headers = { authorization: `Bearer ${OWNER_TOKEN}`, "content-type": "application/json" };
    const response = await fetch(`${cloud.url}/${path}`, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${await response.text()}`);
    return {};
  },
});

/** "google_redis_instance.cache: import ID, update maintenance_policy", as Terraform plans it and as it is foretold. */
function asPlanned(
  address: string,
  { importing, actions, replaces = [], before = {}, after = {}, unknown = {} }: PlannedChange,
): string {
  const forced = replaces.map((path) => path.filter((step) => typeof step === "string").join("."));
  const changed = actions.join() === "update" ? changedIn(before, after, unknown) : [];
  return line(address, importing, actions.join(), forced, changed);
}

function changedIn(...sides: Record<string, unknown>[]): string[] {
  return [...new Set(sides.flatMap(Object.keys))].filter((name) => !/^(effective|terraform)_/.test(name));
}

function asForetold({ change, id, live, forcing, differences }: Foretold): string {
  const changed =
    change.action === "update" ? differences.map(({ attribute }) => attribute.split(/[.[]/)[0] ?? "") : [];
  return line(
    change.address,
    live && id,
    change.actions.join(),
    forcing.map(({ attribute }) => withoutPlaces(attribute)),
    changed,
  );
}

/** The first keys: what is said within them depends on how many items a list has. */
const line = (address: string, id: string | undefined, action: string, forced: string[], changed: string[]) =>
  `${address}: ${id === undefined ? "" : `import ${id}, `}${action} ${[...new Set(forced.map((path) => path.split(".")[0]))].sort().join()} ${[...new Set(changed)].sort().join()}`;

test.each(adoptionCases.map((one) => [one.id, one] as const))("%s", async (id, one) => {
  await become(changed(cloud), readWorld() as RecordedWorld, one);
  const foretold = new Foretelling(stack, await liveModel(changed(cloud)), PROJECT).all();
  const { changes } = readAdoption(id);
  const planned = Object.entries(changes).map(([address, change]) => asPlanned(address, change));
  expect(foretold.map(asForetold).sort()).toEqual(planned.sort());
});
