import { rmSync } from "node:fs";
import { join } from "node:path";
import { importIdOf } from "../../../facts/imports";
import { plan } from "../../plans";
import { assertThat } from "../../steps";
import { CACHE, PROJECT } from "../incident/names";
import type { Stage } from "./stage";

const IMPORTS = "imports.tf.json";

interface State {
  values: {
    root_module: {
      resources: { address: string; type: string; values: Record<string, unknown>; depends_on?: string[] }[];
    };
  };
}

/** Redis and the services that use it leave the state, and the next apply of this root imports them. */
export async function adopting(stage: Stage, root: string, apply: () => Promise<string>): Promise<string> {
  const { values } = (await stage.sandbox.state()) as State;
  const adopted = values.root_module.resources.filter(
    ({ address, type, depends_on: above }) =>
      address === CACHE || (type === "google_cloud_run_v2_service" && above?.includes(CACHE) === true),
  );
  assertThat(adopted.length === 3, `Redis and two services use it, of ${adopted.length}`);
  await stage.sandbox.mustSucceed("state", "rm", ...adopted.map(({ address }) => address));
  await stage.use(root);
  const blocks = adopted.map(({ address, type, values }) => ({ to: address, id: importIdOf(type, values, PROJECT) }));
  stage.sandbox.write({ [IMPORTS]: JSON.stringify({ import: blocks }) });
  const { created, removed } = await plan(stage.sandbox);
  const remade = adopted.filter(({ address }) => [...created, ...removed].includes(address));
  assertThat(remade.length === 0, "Redis and its services are imported: none is created, and none is removed");
  const order = await apply();
  rmSync(join(stage.sandbox.folder, IMPORTS));
  return order;
}
