import { textAt } from "../../../google/answer";
import { type ListedRevision, listedRevisions } from "../../../revisions";
import type { Evidence } from "../../contract";
import type { Scene } from "../../part";
import type { Running } from "../serving";
import { personIn } from "./words";

/** How many of the newest are named, besides those that take requests. */
const NAMED = 5;
/** A release changes the service and makes a revision, in one breath. */
const ONE_BREATH = 5 * 60_000;

/** What Cloud Run itself says of who released what: it says so without an audit log. */
export async function releasesOf({ session, project }: Scene, service: Running): Promise<Evidence[]> {
  const path = `projects/${project}/locations/${service.region}/services/${service.name}`;
  const [revisions, body] = await Promise.all([
    listedRevisions(session, service),
    session.reader.one({ api: "CLOUD_RUN_V2", path, permission: "run.services.get" }),
  ]);
  const named = revisions.filter(({ serves }, index) => index < NAMED || serves > 0);
  const [newest] = revisions;
  const when = Date.parse(textAt(body, "updateTime") ?? "");
  const by = personIn(textAt(body, "lastModifier"));
  const isRelease = newest !== undefined && Math.abs(when - Date.parse(newest.madeAt)) < ONE_BREATH;
  const changed: Evidence[] =
    Number.isNaN(when) || isRelease ? [] : [about(service, "it was last changed", new Date(when).toISOString(), by)];
  return [...changed, ...named.map((revision) => releaseOf(service, revision))];
}

function releaseOf(service: Running, { name, madeAt, madeBy, client, isReady, serves }: ListedRevision): Evidence {
  const program = client !== undefined && /^[\w./ :-]{1,80}$/.test(client) ? ` with ${client}` : "";
  const state =
    isReady === false ? ", and never became ready" : serves > 0 ? `, and takes ${serves} % of the requests` : "";
  const when = Date.parse(madeAt);
  const at = Number.isNaN(when) ? undefined : new Date(when).toISOString();
  return about(service, `the revision ${name} was made${program}${state}`, at, personIn(madeBy));
}

function about({ address }: Running, text: string, when: string | undefined, by: string | undefined): Evidence {
  return { from: "changes", at: address, attribute: "", text, ...(when ? { when } : {}), ...(by ? { by } : {}) };
}
