import { isCallerType } from "../../../facts/callers";
import { TARGET_TYPES } from "../../../facts/targets";
import { groupedBy } from "../grouping";
import type { Model, Resource } from "../inputs/model";
import { REVISION } from "../inventory/kinds/revisions";
import { SERVICE } from "../inventory/kinds/run";
import { mayHoldMore } from "../reachability/blind-spots";
import type { Path } from "../reachability/path";
import type { Topology } from "../topology/model";
import { judge, worst } from "../verify";
import type { RevisionToday } from "./contract";
import { type Doubt, doubtsOf } from "./doubts";
import type { ListedRevision } from "./listed";

/**
 * Each revision as if it were the service and took all its requests: the same network, the same Redis, the same trace as
 * for any service, and another template. The project has what they name.
 */
export function judgedRevisions(project: Model, listed: readonly ListedRevision[]): RevisionToday[] {
  const addresses = new Map(listed.map((one) => [addressOf(one), one]));
  const others = project.resources.filter(({ type }) => !isCallerType(type) && type !== REVISION);
  const asServices = project.resources.filter(({ address }) => addresses.has(address)).map(asService);
  const { topology, paths } = judge({ ...project, resources: [...others, ...asServices] });
  const byRevision = groupedBy(paths, ({ from }) => from);
  const doubts = doubtsOf(topology, paths);
  return listed.map(({ live: _, ...one }) => {
    const at = addressOf(one);
    const own = byRevision.get(at) ?? [];
    const more = own.length > 0 ? (doubts.get(at) ?? []) : withoutPath(topology, paths);
    return { ...one, verdict: worst([...own, ...more].map((it) => it.verdict)), causes: causesOf(one, own, more) };
  });
}

/** No path is known of it, and that may not be all there is to say. */
function withoutPath(topology: Topology, others: readonly Path[]): Doubt[] {
  const verdict = "unknown";
  if (mayHoldMore(topology, ...TARGET_TYPES)) {
    return [
      {
        code: "UNRESOLVED_REFERENCE",
        verdict,
        message: "whether it uses a Redis is unknown: not every Redis of the project could be read",
      },
    ];
  }
  if (others.length === 0) return [];
  return [{ code: "VARIABLE_MISSING", verdict, message: "it is given no address of a Redis, and other revisions are" }];
}

function addressOf({ service, name }: Pick<RevisionToday, "service" | "name">): string {
  return `${REVISION}.${service}/${name}`;
}

/** A revision has the template of its service, and no requests of its own to share. */
function asService(revision: Resource): Resource {
  return { ...revision, type: SERVICE };
}

const NOT_READY = "CLOUD_RUN_REVISION_NOT_READY";

function causesOf(one: Omit<RevisionToday, "verdict" | "causes">, paths: readonly Path[], doubts: readonly Doubt[]) {
  const found = [...paths.flatMap(({ causes }) => causes), ...doubts].map(({ code, message }) => ({ code, message }));
  const isSaid = found.some(({ code }) => code === NOT_READY);
  const notReady = { code: NOT_READY, message: "it is not ready, and requests that are sent to it are refused" };
  const all = [...found, ...(one.isReady === false && !isSaid ? [notReady] : [])];
  return [...new Map(all.map((cause) => [`${cause.code} ${cause.message}`, cause])).values()];
}
