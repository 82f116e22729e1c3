import { type ApiObject, textAt, thingsAt } from "../google/answer";
import { revisionAt } from "../inventory/kinds/revisions";
import type { LiveResource } from "../inventory/model";
import type { Session } from "../probe/session";
import { lastSegment } from "../values";
import type { RevisionToday } from "./contract";
import { configurationOf, digestOf } from "./sameness";
import { sharesOf } from "./shares";

/** Where a service is, by its name in Google Cloud. */
export interface ServiceAt {
  name: string;
  region: string;
}

/** A revision as Cloud Run lists it, before anything is held against it. */
export interface ListedRevision extends Omit<RevisionToday, "verdict" | "causes"> {
  /** What it is made of, in Terraform's words, as the inventory writes it: no value that no file may hold. */
  live: LiveResource;
  /** The same for two revisions that differ in nothing but their image; it tells nothing of what is in them. */
  configuration: string;
  /** Of its image, which a tag does not say; undefined where the API does not either. */
  digest: string | undefined;
}

/** A name becomes a part of an address, and of a command. */
const NAME = /^[a-z][a-z0-9-]{0,98}$/;

/** Every revision that Cloud Run still has of a service, the newest first. */
export async function listedRevisions(
  session: Session,
  { name: service, region }: ServiceAt,
): Promise<ListedRevision[]> {
  const { reader, project } = session;
  const path = `locations/${region}/services/${service}`;
  const [thing, revisions] = await Promise.all([
    reader.one({ api: "CLOUD_RUN_V2", path: `projects/${project}/${path}`, permission: "run.services.get" }),
    reader.list("revisions", {
      ...{ api: "CLOUD_RUN_V2", path: `projects/${project}/${path}/revisions`, permission: "run.revisions.list" },
    }),
  ]);
  const shares = sharesOf(thing);
  const newest = lastSegment(textAt(thing, "latestCreatedRevision") ?? "");
  const listed = revisions.flatMap((one): ListedRevision[] => {
    const name = lastSegment(textAt(one, "name") ?? "");
    // What is being deleted takes no requests any more.
    if (!NAME.test(name) || textAt(one, "deleteTime") !== undefined) return [];
    return [
      {
        ...{ name, service, region, ...madeIn(one) },
        image: textAt(thingsAt(one, "containers")[0], "image"),
        isReady: isReady(one),
        isNewest: name === newest,
        serves: shares.get(name) ?? 0,
        live: revisionAt(`${path}/revisions/${name}`, one),
        configuration: configurationOf(one),
        digest: digestOf(one),
      },
    ];
  });
  return listed.sort((one, other) => compare(other.madeAt, one.madeAt) || compare(other.name, one.name));
}

function madeIn(revision: ApiObject): Pick<RevisionToday, "madeAt" | "madeBy" | "client"> {
  const client = [textAt(revision, "client"), textAt(revision, "clientVersion")].filter((it) => it !== undefined);
  return {
    madeAt: textAt(revision, "createTime") ?? "",
    madeBy: textAt(revision, "creator"),
    client: client.length === 0 ? undefined : client.join(" "),
  };
}

function isReady(revision: ApiObject): boolean | undefined {
  const ready = thingsAt(revision, "conditions").find(({ type }) => type === "Ready");
  const state = textAt(ready, "state");
  return state === undefined ? undefined : state === "CONDITION_SUCCEEDED";
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
