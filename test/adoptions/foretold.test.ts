import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adoptionCases } from "../../corpus/adoptions";
import { PROJECT } from "../../corpus/adoptions/case";
import { type PlannedChange, type RecordedWorld, readAdoption, readWorld } from "../../corpus/adoptions/recording";
import { withoutPlaces } from "../../facts/attribute-path";
import { Foretelling, type Foretold } from "../../lineup/src/adopt/foretell";
import type { Model } from "../../lineup/src/inputs/model";
import { readFile, readJson } from "../../lineup/src/inputs/read";
import { readLive } from "../../lineup/src/inventory";
import { synthesize } from "../../main";
import { environmentFor } from "../../rehearsal/endpoints";
import { become } from "../../rehearsal/recording/adoptions/world";
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

/** "google_redis_instance.cache: update maintenance_policy", as Terraform plans it and as it is foretold. */
function asPlanned(
  address: string,
  { actions, replaces = [], before = {}, after = {}, unknown = {} }: PlannedChange,
): string {
  const forced = replaces.map((path) => path.filter((step) => typeof step === "string").join("."));
  const changed = actions.join() === "update" ? changedIn(before, after, unknown) : [];
  return line(address, actions.join(), forced, changed);
}

function changedIn(...sides: Record<string, unknown>[]): string[] {
  return [...new Set(sides.flatMap(Object.keys))].filter((name) => !/^(effective|terraform)_/.test(name));
}

function asForetold({ change, forcing, differences }: Foretold): string {
  const changed =
    change.action === "update" ? differences.map(({ attribute }) => attribute.split(/[.[]/)[0] ?? "") : [];
  return line(
    change.address,
    change.actions.join(),
    forcing.map(({ attribute }) => withoutPlaces(attribute)),
    changed,
  );
}

const line = (address: string, action: string, forced: string[], changed: string[]) =>
  `${address}: ${action} ${[...new Set(forced)].sort().join()} ${[...new Set(changed)].sort().join()}`;

test.each(adoptionCases.map((one) => [one.id, one] as const))("%s", async (id, one) => {
  await become({ cloud } as never, readWorld() as RecordedWorld, one);
  const live = await readLive({ project: PROJECT, keepsWithheld: true }, { env: environmentFor(cloud.url, {}) });
  const foretold = new Foretelling(stack, readJson(live, "the live project"), PROJECT).all();
  const { changes } = readAdoption(id);
  const planned = Object.entries(changes).map(([address, change]) => asPlanned(address, change));
  expect(foretold.map(asForetold).sort()).toEqual(planned.sort());
});
