import { isIP } from "node:net";
import { type ApiObject, textAt, thingsAt } from "../../../google/answer";
import { ApiFailure, isUnread } from "../../../google/refusal";
import { own } from "../../../inputs/blocks";
import type { Session } from "../../../probe/session";
import { lastSegment } from "../../../values";

// Where a name may lead so that it ends in this project.

/** A name that Cloud Run itself leads to a service. */
export interface Mapping {
  domain: string;
  service: string | undefined;
  /** The records that it needs. */
  addresses: string[];
  canonical: string[];
  /** Why it does not work, as Cloud Run says it in one word; undefined where it does. */
  notReady: string | undefined;
}

export interface Here {
  /** Undefined where they could not be read. */
  mappings: Mapping[] | undefined;
  /** The addresses of load balancers that the internet reaches. */
  balancers: Set<string> | undefined;
}

export async function readHere(
  session: Session,
  regions: readonly string[],
  gap: (why: string) => void,
): Promise<Here> {
  const [mappings, balancers] = await Promise.all([
    unlessUnread(Promise.all(regions.map((region) => mappingsOf(session, region))), "domain mappings", gap),
    unlessUnread(balancersOf(session), "load balancers", gap),
  ]);
  return { mappings: mappings?.flat(), balancers };
}

async function unlessUnread<Found>(
  asked: Promise<Found>,
  what: string,
  gap: (why: string) => void,
): Promise<Found | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!isUnread(error)) throw error;
    gap(`the ${what} of the project could not be read, so whether a name leads here is not known: ${error.message}`);
    return undefined;
  }
}

const MOST_PAGES = 10;

/** The first version of Cloud Run's API has them, and pages of its own. */
async function mappingsOf({ reader, project }: Session, region: string): Promise<Mapping[]> {
  const path = `projects/${project}/locations/${region}/domainmappings`;
  const found: ApiObject[] = [];
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query: Record<string, string> = next === undefined ? {} : { continue: next };
    const answer = await reader.one({ api: "CLOUD_RUN_V2", path, query, permission: "run.domainmappings.list" });
    found.push(...thingsAt(answer, "items"));
    next = textAt(own(answer, "metadata"), "continue");
    if (next === undefined) break;
  }
  return found.flatMap(mapping);
}

function mapping(thing: ApiObject): Mapping[] {
  const [metadata, spec, status] = ["metadata", "spec", "status"].map((key) => own(thing, key));
  const domain = textAt(metadata, "name");
  if (domain === undefined) return [];
  const records = thingsAt(status, "resourceRecords").flatMap((record) => textAt(record, "rrdata") ?? []);
  const ready = thingsAt(status, "conditions").find(({ type }) => type === "Ready");
  const reason = textAt(ready, "reason");
  const isReady = textAt(ready, "status") !== "False";
  return [
    {
      domain: domain.toLowerCase(),
      service: textAt(spec, "routeName"),
      addresses: records.filter((one) => isIP(one) > 0),
      canonical: records.filter((one) => isIP(one) === 0).map(bare),
      notReady: isReady ? undefined : reason !== undefined && /^\w{1,60}$/.test(reason) ? reason : "no reason given",
    },
  ];
}

/** Without the dot at its end. */
export const bare = (name: string) => name.replace(/\.$/, "").toLowerCase();

async function balancersOf({ reader, project }: Session): Promise<Set<string>> {
  const { things, unreachable } = await reader.aggregated("forwardingRules", {
    ...{ api: "COMPUTE", path: `projects/${project}/aggregated/forwardingRules` },
    permission: "compute.forwardingRules.list",
  });
  const [gone] = unreachable;
  if (gone) throw new ApiFailure(gone.why);
  const outer = things.filter((one) => /^EXTERNAL/.test(textAt(one, "loadBalancingScheme") ?? ""));
  return new Set(outer.flatMap((one) => textAt(one, "IPAddress") ?? []).map(lastSegment));
}
