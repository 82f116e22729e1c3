import { withMore } from "../inputs/inventory";
import type { Model } from "../inputs/model";
import { assembled } from "../inventory/assemble";
import { access } from "../inventory/kinds/access";
import { dns } from "../inventory/kinds/dns";
import { REVISION } from "../inventory/kinds/revisions";
import type { ApiSource } from "../inventory/kinds/source";
import type { LiveResource } from "../inventory/model";
import { named } from "../inventory/project";
import { readRounds, Tally } from "../inventory/rounds";
import type { Session } from "../probe/session";

/** What callers name: their accounts, their secrets, who may read them, and what answers for a name of Redis's. */
const NAMED: readonly ApiSource[] = [...access.filter(({ types }) => types.length > 0), dns];

/** Where they come from is no API of its own. */
const GIVEN: ApiSource = {
  what: "revisions",
  types: [REVISION],
  api: "CLOUD_RUN_V2",
  permissions: ["run.revisions.list"],
  read: async () => ({ live: [] }),
};

/** The project with these revisions, and with all that they name: the inventory has read what serves, and no more. */
export async function withRevisions(session: Session, model: Model, live: readonly LiveResource[]): Promise<Model> {
  const { project: id, readerOf, progress } = session;
  const reader = readerOf(await named(readerOf({ id, number: undefined })));
  const outcomes = await readRounds([NAMED], reader, new Tally(id, NAMED.length, progress), live);
  const given = { source: GIVEN, result: { live: [...live] } };
  const readAt = new Date().toISOString();
  const more = assembled({
    own: { project: reader.project, outcomes: [given, ...outcomes] },
    ...{ hosts: [], readAt, withholds: true },
  });
  // The inventory has read the project whose networks this one shares.
  const isRead = (project: string | undefined) =>
    model.resources.some((one) => one.type === "google_compute_network" && one.values.project === project);
  const unread = more.unread.filter(({ project }) => project === undefined || !isRead(project));
  return withMore(model, { ...JSON.parse(JSON.stringify(more)), unread });
}
